"""The forms of the stores. Which move is possible is not theirs to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.apps.stock.queries_devices import DeviceFilter
from handtag.domain.stock import plain_number
from handtag.usecases.stock.receive_goods import NewDevice
from handtag.web.shell.scanned import is_makers_code
from handtag.web.stock.forms_deeds import DayForm
from handtag.web.stock.words import STATE_CHOICES
from handtag.web.ui.facts import QuestionBoundField
from handtag.web.ui.forms import BaseForm, CommandForm, DateInput, KronorField, ScanInput

ALL = ("", _("All"))


def _select(label: Any, choices: Sequence[tuple[str, Any]] = ()) -> forms.ChoiceField:
    shared: dict[str, Any] = {"bound_field_class": QuestionBoundField}
    return forms.ChoiceField(label=label, choices=[ALL, *choices], required=False, **shared)


def _bin() -> forms.CharField:
    place = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    return forms.CharField(label=_("Bin"), max_length=20, required=False, widget=place)


class ScanForm(BaseForm):
    """A number that a bar-code reader or a hand has typed."""

    number = forms.CharField(
        label=_("Scan or type a device number"), max_length=30, strip=True, widget=ScanInput(attrs={"data-search": ""})
    )


class FilterForm(BaseForm):
    """The device list's filters, all optional; a value that is not among the choices narrows nothing."""

    state = _select(_("State"), STATE_CHOICES)
    location = _select(_("Location"))
    iso = _select(_("ISO group"))

    def __init__(self, data: Any, *, places: Sequence[tuple[str, str]], groups: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["location"].choices = [ALL, *places]  # type: ignore[attr-defined]
        self.fields["iso"].choices = [ALL, *groups]  # type: ignore[attr-defined]

    def filter(self) -> DeviceFilter:
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in ("state", "location", "iso")}
        return DeviceFilter(word=self.data.get("q", "").strip()[:60], article=self.data.get("artikel", "")[:30], **given)


class DeliveredForm(CommandForm):
    on = forms.DateField(label=_("Delivered on"), widget=DateInput)


def _new(number: str, serial: str) -> NewDevice:
    return NewDevice(number, code=serial) if is_makers_code(serial) else NewDevice(number, serial)


class ReceiveForm(DayForm):
    """Goods in: devices by number, one per line, or a quantity of pieces."""

    article_number = forms.CharField(
        label=_("Article number"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True})
    )
    location_code = forms.ChoiceField(label=_("Where they are put"))
    bin = _bin()
    devices = forms.CharField(
        label=_("Device numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off", "class": "number-list"}),
        help_text=_(
            "For individually marked devices: scan or write one per line. After a semicolon, the serial number or the maker's GS1 code."
        ),
    )
    quantity = forms.IntegerField(
        label=_("Number of pieces"), required=False, min_value=1, max_value=100_000, help_text=_("For what is counted, not marked.")
    )
    purchase_ore = KronorField(label=_("Purchase price each, in kronor without VAT"), required=False, min_value=0)

    code = forms.CharField(
        label=_("The package's GS1 code"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Scan it: the batch and its last day come from the code."),
    )  # fmt: skip
    lot = forms.CharField(label=_("Batch (LOT)"), required=False, max_length=40)
    expires_on = forms.DateField(label=_("Last day"), required=False, widget=DateInput)

    field_order = ("article_number", "location_code", "bin", "devices", "quantity", "purchase_ore", "code", "lot", "expires_on", "on")

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["quantity"].widget.attrs["class"] = "pieces"

    def clean_devices(self) -> tuple[NewDevice, ...]:
        """Each line is a number, perhaps `;` and a serial number; a number that stands twice is named with its rows."""
        found: dict[str, tuple[int, NewDevice]] = {}
        for row, line in enumerate(self.cleaned_data["devices"].splitlines(), 1):
            number, _sign, serial = (part.strip() for part in line.partition(";"))
            if not line.strip():
                continue
            problem = self._problem(row, number, serial, found)
            if problem:
                self.add_error("devices", problem)
            found.setdefault(number, (row, _new(number, serial)))
        return tuple(device for _row, device in found.values())

    def _problem(self, row: int, number: str, serial: str, found: dict[str, tuple[int, NewDevice]]) -> str:
        given = {"row": row, "number": number}
        if not number:
            return _now("Row %(row)s has no device number.") % given
        if number in found:
            return _now("Row %(row)s: %(number)s already stands on row %(first)s.") % {**given, "first": found[number][0]}
        if len(number) > 20 or len(serial) > (200 if is_makers_code(serial) else 60):
            return _now("Row %(row)s: the number is longer than it may be.") % given
        return ""

    @property
    def goods(self) -> dict[str, Any]:
        """The answers as receive_goods takes them."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "command_id"}
        return given | {"quantity": given["quantity"] or 0, "purchase_ore": given["purchase_ore"] or 0}

    def row_of(self, number: object) -> int:
        """The row a device number was written on; 0 when it is on none."""
        lines = str(self.data.get("devices", "")).splitlines()
        return next((row for row, line in enumerate(lines, 1) if plain_number(line.partition(";")[0]) == number), 0)
