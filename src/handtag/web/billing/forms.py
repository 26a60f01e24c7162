"""The forms of billing. What may be credited is not theirs to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.forms import CommandForm, DateInput


class CreditForm(CommandForm):
    """Rent may be credited from a day on; what was sold is credited whole, so its form has no day."""

    from_day = forms.DateField(
        label=_("From and including"), required=False, widget=DateInput, help_text=_("Leave empty to credit the whole line.")
    )
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("The payer sees it. Nothing about a person."))

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind != "rent":
            del self.fields["from_day"]
