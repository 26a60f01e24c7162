"""The forms of the floor: one box for every code, and where one stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handtag.usecases.words_stock import SCRAP_REASONS
from handtag.web.floor.finding import LONGEST
from handtag.web.ui.facts import QuestionBoundField
from handtag.web.ui.forms import CommandForm, DateInput, KronorField, ScanInput
from handtag.web.ui.states import choices

LONGEST_BIN = 20
MOST_PIECES = 100_000


class FloorForm(CommandForm):
    """A code and what its scan does. Which of the other questions are asked follows from the way."""

    bound_field_class = QuestionBoundField  # what is asked follows from the way, so no question is called optional

    number = forms.CharField(
        label=_("Scan or type"),
        max_length=LONGEST,
        required=False,
        strip=True,
        widget=ScanInput(attrs={"data-search": "", "enterkeyhint": "go"}),
        help_text=_("Device, article, order or bin: a number, our QR code or a GS1 code."),
    )
    location = forms.ChoiceField(label=_("Location"), required=False)
    bin = forms.CharField(
        label=_("Bin"),
        max_length=LONGEST_BIN,
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "autocapitalize": "characters"}),
    )
    on = forms.DateField(label=_("Day"), required=False, widget=DateInput)
    note = forms.CharField(
        label=_("What was found"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("About the device only, nothing about the person."),
    )
    condition = forms.ChoiceField(label=pgettext_lazy("device", "Condition"), required=False, choices=choices("condition"))
    repair_ore = KronorField(
        label=_("What a repair would cost, in kronor without VAT"), required=False, min_value=0,
        help_text=_("Leave it empty when nothing needs repair."),
    )  # fmt: skip
    to = forms.ChoiceField(label=_("Where it is repaired"), required=False, choices=choices("repairer"))
    reason = forms.ChoiceField(label=_("Why it must not be handed out"), required=False, choices=choices("block"))
    quantity = forms.IntegerField(label=_("Pieces"), required=False, min_value=0, max_value=MOST_PIECES)
    device = forms.CharField(label=_("On which device"), required=False, max_length=LONGEST, widget=ScanInput)
    order = forms.CharField(label=_("Order"), required=False, max_length=20, widget=ScanInput)
    transfer = forms.ChoiceField(label=pgettext_lazy("transfer", "Transfer"), required=False)
    scrapped_for = forms.ChoiceField(label=_("Why"), required=False, choices=list(SCRAP_REASONS.items()))
    line = forms.IntegerField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, places: Sequence[tuple[str, str]], asks: Sequence[str] = (), labels: Mapping[str, Any] | None = None,
        transfers: Sequence[tuple[str, str]] = (), **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.asks = asks
        self.fields["location"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["transfer"].choices = list(transfers)  # type: ignore[attr-defined]
        self.fields["quantity"].widget.attrs.update({"class": "pieces", "inputmode": "numeric"})
        for name, label in (labels or {}).items():
            self.fields[name].label = label
            self.fields[name].help_text = ""

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if not typed:
            raise forms.ValidationError(_("Scan a code or type a number."))
        return typed

    @property
    def asked(self) -> list[Any]:
        """The questions that this way of scanning asks, besides the code."""
        return [self[name] for name in self.asks]
