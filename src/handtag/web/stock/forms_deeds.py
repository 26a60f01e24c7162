"""The forms of what is done to one device. What may be done to it is not theirs to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handtag.web.ui.forms import CommandForm, DateInput, KronorField, ScanInput
from handtag.web.ui.states import choices

Choices = Sequence[tuple[str, Any]]
ABOUT_THE_DEVICE = _("About the device only, nothing about the person.")


def _bin() -> forms.CharField:
    place = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    return forms.CharField(label=_("Bin"), max_length=20, required=False, widget=place)


def _why(label: Any, help_text: Any = ABOUT_THE_DEVICE, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=required, help_text=help_text)


def _fill(form: forms.Form, name: str, given: Choices) -> None:
    form.fields[name].choices = list(given)  # type: ignore[attr-defined]


class DayForm(CommandForm):
    on = forms.DateField(label=_("Day"), widget=DateInput)


class PlaceForm(DayForm):
    """A day and a place of the centre."""

    location_code = forms.ChoiceField(label=_("Where it is now"))

    field_order: Sequence[str] = ("location_code", "on")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _fill(self, "location_code", places)


class PickForm(CommandForm):
    """Nothing to fill in: that the number was scanned is the answer."""


class ReturnForm(PlaceForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].help_text = _now("The day it came back is the last rented day.")


class ComponentsForm(CommandForm):
    missing = _why(_("What is missing"), _("Leave it empty when everything came back."), required=False)


class WashForm(DayForm):
    note = _why(_("Note"), required=False)

    field_order = ("note", "on")


class InspectForm(DayForm):
    condition = forms.ChoiceField(label=pgettext_lazy("device", "Condition"), choices=choices("condition"), widget=forms.RadioSelect)
    repair_ore = KronorField(
        label=_("What a repair would cost, in kronor without VAT"), required=False, min_value=0,
        help_text=_("Leave it empty when nothing needs repair."),
    )  # fmt: skip
    note = _why(_("What was found"), required=False)

    field_order = ("condition", "repair_ore", "note", "on")


class ReconditionForm(DayForm):
    bin = _bin()

    field_order = ("bin", "on")


class MoveForm(DayForm):
    to_location = forms.ChoiceField(label=_("To"))
    bin = _bin()

    field_order = ("to_location", "bin", "on")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _fill(self, "to_location", places)


class QuarantineForm(DayForm):
    reason = _why(_("Why"))
    bin = _bin()

    field_order = ("reason", "bin", "on")


class ReleaseForm(DayForm):
    nothing_wrong = forms.TypedChoiceField(
        label=_("Was anything wrong with it?"),
        choices=[("no", _("Yes, or not known: it is inspected")), ("yes", _("No, nothing: it goes back into stock"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = _why(_("What was found"), required=False)
    bin = _bin()

    field_order = ("nothing_wrong", "note", "bin", "on")


class RepairForm(DayForm):
    to = forms.ChoiceField(label=_("Where it is repaired"), widget=forms.RadioSelect)
    note = _why(_("What is to be done"), required=False)

    field_order = ("to", "note", "on")

    def __init__(self, *args: Any, repairers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _fill(self, "to", repairers)


class RepairedForm(PlaceForm):
    bin = _bin()
    note = _why(_("What was done"), required=False)

    field_order = ("location_code", "bin", "note", "on")


class FoundForm(PlaceForm):
    reason = _why(_("Where and how it was found"))
    bin = _bin()

    field_order = ("reason", "location_code", "bin", "on")


class MountForm(DayForm):
    device_number = forms.CharField(label=_("On which device is it mounted?"), max_length=30, widget=ScanInput())

    field_order = ("device_number", "on")


class DetachForm(PlaceForm):
    bin = _bin()
    note = _why(_("Note"), required=False)

    field_order = ("location_code", "bin", "note", "on")


class BlockForm(CommandForm):
    reason = forms.ChoiceField(label=_("Why it must not be handed out"), choices=choices("block"), widget=forms.RadioSelect)
    note = _why(_("What is known"), required=False)


class LiftForm(CommandForm):
    reason = forms.ChoiceField(label=_("Which block is over"), widget=forms.RadioSelect)
    note = _why(_("Why it is over"))

    def __init__(self, *args: Any, blocks: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _fill(self, "reason", blocks)


class LostForm(DayForm):
    reason = _why(_("Where it was looked for"))

    field_order = ("reason", "on")


class LostByHolderForm(LostForm):
    reason = _why(_("What happened to it"))


class SellForm(DayForm):
    buyer = _why(_("Who bought it"), _("An organisation, never a person's name."))

    field_order = ("buyer", "on")


class DecommissionForm(DayForm):
    reason = _why(_("Why"))

    field_order = ("reason", "on")


class ReturnRuleForm(CommandForm):
    """The rules of a group of articles from a day on."""

    iso_prefix = forms.CharField(
        label=_("ISO code begins with"), max_length=8, required=False, help_text=_("Empty: all articles that have no rule of their own."),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    life_months = forms.IntegerField(
        label=_("Months that the price is written off over"), widget=forms.NumberInput(attrs={"class": "pieces"})
    )
    repair_percent = forms.IntegerField(
        label=_("The most a repair may cost, in per cent of what is left of the value"), widget=forms.NumberInput(attrs={"class": "pieces"})
    )
    oldest_months = forms.IntegerField(
        label=_("Months after which nothing is repaired"), required=False, widget=forms.NumberInput(attrs={"class": "pieces"}),
        help_text=_("Empty: no such limit."),
    )  # fmt: skip
    wash_first = forms.BooleanField(label=_("It is washed before it is inspected"), required=False)
    inspect_months = forms.IntegerField(
        label=_("Months between inspections"), required=False, widget=forms.NumberInput(attrs={"class": "pieces"}),
        help_text=_("Wherever the device is. Empty: no such demand."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("From"), widget=DateInput)
