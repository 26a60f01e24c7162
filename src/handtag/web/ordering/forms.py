"""The forms of orders. Which article fits and which day is promised is not theirs to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import CANCEL_REASONS
from handtag.web.ui.forms import CommandForm, DateInput, ScanInput


class DeliveryForm(CommandForm):
    """Where to, and a note. The delivery point is chosen beforehand when the unit has one only."""

    delivery_point_id = forms.TypedChoiceField(label=_("Delivery point"), coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note to the device centre"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nothing about health. What is written here is read by the store and the drivers."),
    )

    def __init__(self, *args: Any, points: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["delivery_point_id"]
        field.choices = list(points)  # type: ignore[attr-defined]
        if len(points) == 1:
            field.initial = points[0][0]


class PlaceForm(DeliveryForm):
    """An order: beside where to, a quantity for each accessory that fits (`accessory_<article number>`)."""

    def __init__(self, *args: Any, fitting: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for number, name in fitting:
            self.fields[f"accessory_{number}"] = forms.IntegerField(
                label=name, min_value=0, max_value=99, initial=0, required=False, widget=forms.NumberInput(attrs={"class": "pieces"})
            )
        self._numbers = [number for number, _name in fitting]

    @property
    def accessories(self) -> list[forms.BoundField]:
        return [self[f"accessory_{number}"] for number in self._numbers]

    @property
    def chosen(self) -> list[tuple[str, int]]:
        """Article number and quantity of each accessory that is wanted."""
        given = [(number, self.cleaned_data.get(f"accessory_{number}") or 0) for number in self._numbers]
        return [(number, quantity) for number, quantity in given if quantity]


class CancelForm(CommandForm):
    reason = forms.ChoiceField(label=_("Why"), choices=list(CANCEL_REASONS.items()), widget=forms.RadioSelect)


class PickForm(CommandForm):
    device_number = forms.CharField(label=_("Device number"), required=False, max_length=20, widget=ScanInput(attrs={"autofocus": False}))
    line_id = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DeliverForm(CommandForm):
    on = forms.DateField(label=_("Delivered on"), widget=DateInput, help_text=_("Rent runs from and including this day."))
