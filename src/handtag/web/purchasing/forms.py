"""The forms of buying and goods receipt. What may be bought and received is not theirs to say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.purchasing.need import MOST_PIECES
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine
from handtag.usecases.purchasing.control_delivery import NewDevice
from handtag.usecases.purchasing.count_delivery import CountedLine
from handtag.usecases.purchasing.draft_purchases import Wanted
from handtag.web.purchasing.words import REASON_CHOICES, REJECT_CHOICES
from handtag.web.shell.scanned import is_makers_code
from handtag.web.ui.forms import BaseForm, CommandForm, DateInput, KronorField, ScanInput


def _pieces(label: Any, least: int = 0, help_text: Any = "", *, required: bool = False) -> forms.IntegerField:
    found = forms.IntegerField(label=label, min_value=least, max_value=MOST_PIECES, required=required, help_text=help_text)
    found.widget.attrs["class"] = "pieces"
    return found


class ProposalsForm(CommandForm):
    """Chosen proposals with their quantities, and the store that the goods are sent to."""

    location_code = forms.ChoiceField(label=_("Sent to"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        lines, posted = [], cast("QueryDict", self.data)
        for number in posted.getlist("valda")[:500]:
            typed = str(posted.get(f"antal-{number}", "")).strip()
            if not typed.isdecimal() or not 1 <= int(typed[:9]) <= MOST_PIECES:
                raise forms.ValidationError(_now("%(article)s: write how many, from 1.") % {"article": number[:30]})
            seen = str(posted.get(f"ute-{number}", ""))[:9]
            lines.append(Wanted(number[:30], int(typed), on_order=int(seen) if seen.isdecimal() else None))
        if not lines:
            raise forms.ValidationError(_now("Choose at least one article."))
        return {**given, "lines": tuple(lines)}


class AddForm(CommandForm):
    """Anything else to buy: an article, a quantity, perhaps another supplier."""

    article_number = forms.CharField(label=_("Article number"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    quantity = _pieces(_("Quantity"), 1, required=True)
    supplier = forms.CharField(
        label=_("Supplier"), max_length=120, required=False, help_text=_("Leave empty to buy from whom the agreements rank first.")
    )
    location_code = forms.ChoiceField(label=_("Sent to"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]


class RuleForm(CommandForm):
    """The buyer's numbers of an article; empty ones are computed."""

    reorder_point = _pieces(_("Reorder point"), help_text=_("Empty: computed from use, lead time and safety stock."))
    safety_stock = _pieces(_("Safety stock"), help_text=_("Empty: computed from how much the use varies."))
    pack_size = _pieces(_("Pieces in a pack"), 1, required=True)
    smallest_order = _pieces(_("Smallest order"), 1, required=True)


class LineForm(CommandForm):
    """Quantity and price of a draft's line."""

    quantity = _pieces(_("Quantity"), help_text=_("0 takes the line away."), required=True)
    price_ore = KronorField(label=_("Price each, kronor"), required=False, min_value=0, help_text=_("Empty: as agreed."))


class AskForm(CommandForm):
    reason = forms.ChoiceField(label=_("Why"), choices=REASON_CHOICES)
    note = forms.CharField(label=_("In your own words"), max_length=300, help_text=_("Nothing about any person."))


class DecideForm(CommandForm):
    """Yes or no, by the button that is pressed."""

    beslut = forms.ChoiceField(label=_("Decision"), choices=[("ja", _("Approve")), ("nej", _("Refuse"))])


class PlaceForm(CommandForm):
    note = forms.CharField(label=_("To the supplier"), required=False, max_length=300, help_text=_("Stands on the order."))


class LinesForm(CommandForm):
    """Something about chosen lines of an order; all of them unless some are unticked."""

    line_ids = forms.TypedMultipleChoiceField(label=_("Lines"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, lines: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["line_ids"]
        field.choices = [(line.pk, f"{line.article.number} {line.article.name}") for line in lines]  # type: ignore[attr-defined]
        field.initial = [line.pk for line in lines]


class ConfirmForm(LinesForm):
    promised_on = forms.DateField(label=_("Delivered on"), widget=DateInput)
    supplier_reference = forms.CharField(label=_("The supplier's order number"), required=False, max_length=60)

    field_order = ("promised_on", "supplier_reference", "line_ids")

    @property
    def said(self) -> tuple[ConfirmedLine, ...]:
        return tuple(ConfirmedLine(pk, self.cleaned_data["promised_on"]) for pk in self.cleaned_data["line_ids"])


class CancelForm(LinesForm):
    note = forms.CharField(label=_("Why"), max_length=300)

    field_order = ("note", "line_ids")


class FindForm(BaseForm):
    q = forms.CharField(label=_("Order number, supplier or article"), required=False, max_length=60, widget=ScanInput)


@dataclass(frozen=True)
class Row:
    """A line of the order being counted, with its own fields."""

    line: Any
    instruction: str
    quantity: Any
    code: Any
    lot: Any
    expires_on: Any


class CountForm(CommandForm):
    """What stands at the gate, line by line; a line without a quantity has not come."""

    delivery_note = forms.CharField(label=_("Delivery note"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    on = forms.DateField(label=_("Day"), widget=DateInput)
    place = forms.CharField(label=_("Where it stands"), max_length=20, required=False)

    def __init__(self, *args: Any, lines: Sequence[Any], instructions: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lines, self._instructions = lines, instructions
        for line in lines:
            self.fields[f"quantity-{line.pk}"] = _pieces(_now("Counted"))
            self.fields[f"code-{line.pk}"] = forms.CharField(
                label=_now("Scanned code"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
            )
            self.fields[f"lot-{line.pk}"] = forms.CharField(label=_now("Batch (LOT)"), required=False, max_length=40)
            self.fields[f"expires_on-{line.pk}"] = forms.DateField(label=_now("Last day"), required=False, widget=DateInput)

    def rows(self) -> Iterator[Row]:
        for line in self._lines:
            own = [self[f"{name}-{line.pk}"] for name in ("quantity", "code", "lot", "expires_on")]
            yield Row(line, self._instructions.get(line.article_id, ""), *own)

    @property
    def counted(self) -> tuple[CountedLine, ...]:
        given = self.cleaned_data
        return tuple(
            CountedLine(
                line.pk, given[f"quantity-{line.pk}"], given[f"code-{line.pk}"], given[f"lot-{line.pk}"], given[f"expires_on-{line.pk}"]
            )
            for line in self._lines
            if given[f"quantity-{line.pk}"]
        )


class ControlForm(CommandForm):
    """What is in order of a counted delivery, and what is sent back."""

    devices = forms.CharField(
        label=_("Device numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off", "class": "number-list", "autofocus": True}),
        help_text=_("Scan or write one per line. After a semicolon, the serial number or the maker's GS1 code."),
    )
    accepted = _pieces(_("In order"))
    bin = forms.CharField(label=_("Bin"), max_length=20, required=False, widget=forms.TextInput(attrs={"class": "short"}))
    rejected = _pieces(_("Sent back"))
    reason = forms.ChoiceField(label=_("Why it is sent back"), choices=REJECT_CHOICES, required=False)
    note = forms.CharField(label=_("What is wrong"), required=False, max_length=300)
    on = forms.DateField(label=_("Day"), widget=DateInput)

    def __init__(self, *args: Any, is_marked: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["accepted" if is_marked else "devices"]
        if not is_marked:
            del self.fields["bin"]

    @property
    def said(self) -> dict[str, Any]:
        """The answers as control_delivery takes them."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"command_id", "devices"}}
        given |= {"rejected": given["rejected"] or 0, "accepted": given.get("accepted") or 0}
        return given | {"devices": tuple(self._devices())}

    def _devices(self) -> Iterator[NewDevice]:
        for line in self.cleaned_data.get("devices", "").splitlines():
            number, _sign, serial = (part.strip() for part in line.partition(";"))
            if line.strip():
                yield NewDevice(number, code=serial) if is_makers_code(serial) else NewDevice(number, serial)


def day(value: date) -> dict[str, date]:
    return {"on": value}
