"""The forms of stores, transfers, stocktakes and goods taken out. What may be done is not theirs to say."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.stock import plain_number
from handtag.domain.stores import CENTRE, MOST_KEPT, UNIT
from handtag.usecases.stores.place_transfer import WantedGoods
from handtag.web.shell.scanned import device_number
from handtag.web.ui.facts import question_field
from handtag.web.ui.forms import CommandForm, DateInput, ScanInput

Choices = Sequence[tuple[str, Any]]
PRIORITIES = [
    (1, _("1 – Life or health is at risk without it")),
    (2, _("2 – Needed to manage daily life")),
    (3, _("3 – Makes daily life easier")),
]


def _pieces(label: Any, **options: Any) -> forms.IntegerField:
    field = forms.IntegerField(label=label, **{"min_value": 0, "max_value": MOST_KEPT, **options})
    field.widget.attrs.update({"class": "pieces", "inputmode": "numeric"})
    return field


def _number(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options)


def _scanned(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off", "class": "number-list"})
    return forms.CharField(label=label, required=False, widget=area, help_text=help_text)


def numbers_in(text: str) -> tuple[str, ...]:
    """One number on each line, empty lines aside; scanned labels of ours are read."""
    return tuple(device_number(line) for line in text.splitlines() if line.strip())


class DescribeForm(CommandForm):
    """Whose store it is and where its goods come from."""

    unit = forms.ChoiceField(label=_("Unit"), required=False, help_text=_("Whose own store it is, or who looks after it."))
    refilled_from = forms.ChoiceField(label=_("Filled up from"), required=False)
    shortages_paid_by = forms.ChoiceField(
        label=_("Who pays for what is missing at a stocktake"), required=False,
        choices=[("", _("As stores of this kind")), (CENTRE, _("The device centre")), (UNIT, _("The unit"))],
    )  # fmt: skip

    def __init__(self, *args: Any, units: Choices, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", _("None")), *units]  # type: ignore[attr-defined]
        self.fields["refilled_from"].choices = [("", _("None")), *places]  # type: ignore[attr-defined]


class LevelForm(CommandForm):
    article_number = _number(_("Article number"))
    minimum = _pieces(_("Minimum"), help_text=_("When fewer lie there or are on their way, more is ordered."))
    target = _pieces(_("Fill up to"), help_text=_("0 in both: the article is no longer kept there."))
    bin = forms.CharField(label=_("Bin"), max_length=20, required=False, widget=forms.TextInput(attrs={"class": "short"}))


class TransferForm(CommandForm):
    """Goods asked for from another store: an article on each line with its quantity."""

    from_location = forms.ChoiceField(label=_("From"))
    to_location = forms.ChoiceField(label=_("To"))
    lines = forms.CharField(
        label=_("Articles"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off", "class": "number-list"}),
        help_text=_("Article number and quantity on each line, e.g. 60001 4."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("from_location", "to_location"):
            self.fields[name].choices = list(places)  # type: ignore[attr-defined]

    def clean_lines(self) -> tuple[WantedGoods, ...]:
        """Raises ValidationError naming the first row that is not an article and a quantity."""
        found = []
        for row, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            number, _sign, quantity = line.strip().rpartition(" ")
            if not line.strip():
                continue
            if not number or not quantity.isdecimal():
                raise forms.ValidationError(_now("Row %(row)s: write an article number, a space and a quantity."), params={"row": row})
            found.append(WantedGoods(number.strip(), int(quantity)))
        return tuple(found)


class GoodsForm(CommandForm):
    """Devices by number and pieces line by line of a transfer: what is sent, or what did not come."""

    def __init__(self, *args: Any, lines: Iterable[Any], missing: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pieces = {f"pieces_{line.pk}": line for line in lines if line.article.kind != "device"}
        if any(line.article.kind == "device" for line in lines):
            said = _("Device numbers that did not come") if missing else _("Device numbers")
            if missing:
                self.fields["came"] = _scanned(
                    _("Scan what has come"), _("One per line. What was sent and is not scanned is missing. Empty: everything came.")
                )
            self.fields["devices"] = _scanned(said, _("Scan or write one per line."))
        for name, line in self.pieces.items():
            most = line.sent if missing else MOST_KEPT
            self.fields[name] = _pieces(
                self._label(line, missing=missing),
                required=False,
                max_value=most,
                initial=None if missing else max(0, line.wanted - line.sent),
            )

    @staticmethod
    def _label(line: Any, *, missing: bool) -> str:
        words = _now("Missing of %(article)s, %(number)s") if missing else _now("Pieces of %(article)s, %(number)s")
        return words % {"article": line.article.name, "number": line.article.number}

    @property
    def devices(self) -> tuple[str, ...]:
        return numbers_in(self.cleaned_data.get("devices", ""))

    @property
    def came(self) -> tuple[str, ...]:
        """What was scanned as it was unpacked; empty when nobody scanned."""
        return numbers_in(self.cleaned_data.get("came", ""))

    @property
    def quantities(self) -> list[tuple[str, int]]:
        """Article number and pieces where any were written."""
        given = [(line.article.number, self.cleaned_data.get(name) or 0) for name, line in self.pieces.items()]
        return [(number, quantity) for number, quantity in given if quantity]


class StartCountForm(CommandForm):
    area = forms.CharField(
        label=_("Area"), max_length=20, required=False, help_text=_("How the bins begin, e.g. A. Empty: the whole store."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=[("continuous", _("Continuous")), ("yearly", _("Yearly"))], widget=forms.RadioSelect)


class CountForm(CommandForm):
    number = forms.CharField(label=_("Scan or type a number"), max_length=30, widget=ScanInput())
    quantity = _pieces(
        _("Pieces"), required=False, max_value=999_999, help_text=_("For what is counted, not marked. 0 when there are none.")
    )
    bin = forms.CharField(
        label=_("Bin"), max_length=20, required=False, help_text=_("Stays until you change it."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )  # fmt: skip


class TakeOutForm(CommandForm):
    """Goods for a person: what was scanned, why, and what the agreement asks."""

    location_code = forms.ChoiceField(label=_("Store"))
    number = forms.CharField(label=_("Scan or type the number of the device, or of the article"), max_length=30, widget=ScanInput())
    quantity = _pieces(_("Pieces"), min_value=1, initial=1)
    need = forms.CharField(
        label=_("Need"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the person has difficulty with, in a line or two. Clinical notes belong in the patient record."),
    )
    goal = forms.CharField(label=_("Goal"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    priority = forms.TypedChoiceField(label=_("Priority"), choices=PRIORITIES, initial=2, coerce=int)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]
        self.questions: list[str] = []
        self.ask(str(self.data.get("asked", "")).split())

    def ask(self, facts: Iterable[str]) -> None:
        """These questions of the agreement stand on the form too."""
        self.questions += [fact for fact in facts if fact.isidentifier() and fact not in self.questions]
        for fact in self.questions:
            self.fields.setdefault(fact, question_field(fact))
        if self.is_bound:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["asked"] = " ".join(self.questions)  # type: ignore[index]

    @property
    def answers(self) -> dict[str, Any]:
        return {fact: self.cleaned_data[fact] for fact in self.questions if self.cleaned_data.get(fact) not in (None, "")}


class HandInForm(CommandForm):
    """A device of a person's that is put back in an unstaffed store."""

    location_code = forms.ChoiceField(label=_("Store"))
    device_number = forms.CharField(label=_("Scan or type the number of the device"), max_length=200, widget=ScanInput())

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]

    def clean_device_number(self) -> str:
        return plain_number(device_number(self.cleaned_data["device_number"]))


class StrayForm(CommandForm):
    """Something of another centre that has come back."""

    device_number = _number(_("Which number is on it?"))
    location_code = forms.ChoiceField(label=_("Where it is now"))
    on = forms.DateField(label=_("Day"), widget=DateInput, help_text=_("The day it came back is the last rented day."))

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]
