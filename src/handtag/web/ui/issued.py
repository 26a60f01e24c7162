"""An identity number with who issued it: of the state, or a reserve number. What a number means is the domain's."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.forms import BaseForm

STATE = "state"


class NumberField(forms.CharField):
    """A number as it is typed: of the state or of an issuer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs.update({"autocomplete": "off", "autocapitalize": "characters", "class": "short"})


class IssuedForm(BaseForm):
    """A number with who issued it; `typed` is what use cases read."""

    issuer = forms.ChoiceField(label=_("Issued by"), initial=STATE, required=False)

    def __init__(self, *args: Any, issuers: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["issuer"].choices = [*self.before, *issuers]  # type: ignore[attr-defined]

    @property
    def before(self) -> list[tuple[str, Any]]:
        return [(STATE, _("The state (personnummer or samordningsnummer)"))]

    @property
    def typed(self) -> str:
        issuer, number = self.cleaned_data["issuer"], self.cleaned_data["personnummer"]
        return number if issuer in ("", STATE) else f"{issuer}:{number}"

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, as a use case's input: the number with its issuer, if it is not of the state."""
        rest = {name: value for name, value in self.cleaned_data.items() if name != "issuer"}
        return {**rest, "personnummer": self.typed}
