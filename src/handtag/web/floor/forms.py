"""The forms of the floor: one box for every code, and where one stands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.floor.finding import LONGEST
from handtag.web.ui.facts import QuestionBoundField
from handtag.web.ui.forms import CommandForm, DateInput, ScanInput

LONGEST_BIN = 20


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
    line = forms.IntegerField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], asks: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.asks = asks
        self.fields["location"].choices = list(places)  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if not typed:
            raise forms.ValidationError(_("Scan a code or type a number."))
        return typed

    @property
    def asked(self) -> list[Any]:
        """The questions that this way of scanning asks, besides the code."""
        return [self[name] for name in self.asks]
