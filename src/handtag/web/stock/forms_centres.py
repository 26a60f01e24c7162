"""The forms of what passes between device centres."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.stores import LOAN, SALE
from handtag.usecases.stores.accept_request import AgreedPrice
from handtag.usecases.stores.ask_centre import AskedGoods
from handtag.web.ui.forms import CommandForm, DateInput, KronorField

Choices = Sequence[tuple[Any, Any]]


class AskForm(CommandForm):
    """What is wanted of another centre, by the numbers of one's own assortment."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(SALE, _("Buy")), (LOAN, _("Borrow"))], widget=forms.RadioSelect, initial=SALE)
    centre_id = forms.TypedChoiceField(label=_("Of"), coerce=int)
    to_location = forms.ChoiceField(label=_("To"))
    lines = forms.CharField(
        label=_("Articles"),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off", "class": "number-list"}),
        help_text=_("Article number and quantity on each line, e.g. 60001 4."),
    )
    return_on = forms.DateField(label=_("To be returned on"), required=False, widget=DateInput, help_text=_("Only of what is borrowed."))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=200, help_text=_("The other centre reads it. Write nothing of persons.")
    )

    def __init__(self, *args: Any, centres: Choices, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["centre_id"].choices = list(centres)  # type: ignore[attr-defined]
        self.fields["to_location"].choices = list(places)  # type: ignore[attr-defined]

    def clean_lines(self) -> tuple[AskedGoods, ...]:
        """Raises ValidationError naming the first row that is not an article and a quantity."""
        found = []
        for row, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            number, _sign, quantity = line.strip().rpartition(" ")
            if not line.strip():
                continue
            if not number or not quantity.isdecimal():
                raise forms.ValidationError(_now("Row %(row)s: write an article number, a space and a quantity."), params={"row": row})
            found.append(AskedGoods(number.strip(), int(quantity)))
        return tuple(found)


class AcceptForm(CommandForm):
    """From where the goods go and, when they are sold, at what price where the two have agreed on one."""

    from_location = forms.ChoiceField(label=_("From"))

    def __init__(self, *args: Any, places: Choices, lines: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["from_location"].choices = list(places)  # type: ignore[attr-defined]
        self.prices = {f"price_{line.pk}": line.their_article for line in lines}
        for name, article in self.prices.items():
            label = _now("Agreed price each of %(article)s, kronor") % {"article": article.name}
            said = _("Empty: its residual value.") if article.kind == "device" else _("Empty: the purchase price.")
            self.fields[name] = KronorField(label=label, required=False, min_value=0, help_text=said)

    @property
    def agreed(self) -> tuple[AgreedPrice, ...]:
        given = ((article.number, self.cleaned_data.get(name)) for name, article in self.prices.items())
        return tuple(AgreedPrice(number, ore) for number, ore in given if ore is not None)


class DeclineForm(CommandForm):
    reason = forms.CharField(label=_("Why not"), max_length=200)


class PassForm(CommandForm):
    """One device of the list, with a command of its own."""

    device_number = forms.CharField(max_length=30, widget=forms.HiddenInput)

    @classmethod
    def of(cls, number: str) -> "PassForm":
        return cls(initial={"device_number": number}, auto_id=False)
