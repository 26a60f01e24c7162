"""The forms of cost shifts: a file or months to count on, and what to count. How cells and percents are read is not theirs to say."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.cost_shift.headings import FACT_FIELDS, FIELDS, MAIN_FIELDS
from handtag.web.ui.facts import short_fact
from handtag.web.ui.forms import BoundField, CommandForm, DateInput

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LARGEST_FILE = 30_000_000
COLUMNS: "dict[str, _StrPromise | str]" = {
    "iso_code": _("ISO code"),
    "product": _("Product word"),
    "article": _("Article"),
    "payer": _("Who pays today"),
    "unit": _("Unit that pays"),
    "municipality": _("Municipality"),
    "volume": _("Pieces"),
    "cost": _("Cost in the year, kronor"),
}
# What may hold for a whole list: the words of the box, and the facts it stands for.
COMMON: "dict[str, tuple[_StrPromise | str, dict[str, str]]]" = {
    "is_personal": (_("Everything in the list is prescribed to one person each"), {"purpose": "personal"}),
    "is_in_county": (_("Everyone who has them is registered in the county"), {"registered_in_county": "true"}),
    "is_main": (_("There are no accessories and spare parts in the list"), {"part_kind": "main"}),
}


class ListForm(CommandForm):
    """A device list as a file."""

    file = forms.FileField(
        label=_("Device list"),
        help_text=_("XLSX, ODS or CSV, at most 30 MB. No persons: a list with identity numbers is refused."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xlsm,.xls,.ods,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 30 MB. Use the command handtag shift for such lists."))
        return file


class ChargesForm(CommandForm):
    """The months of one's own charges."""

    first_month = forms.CharField(label=_("First month"), max_length=7, widget=forms.TextInput(attrs={"type": "month", "class": "short"}))
    last_month = forms.CharField(label=_("Last month"), max_length=7, widget=forms.TextInput(attrs={"type": "month", "class": "short"}))


class PrepareForm(CommandForm):
    """What to count: the two versions, which column holds what, and what the agreements do not say."""

    title = forms.CharField(label=_("What the calculation is called"), max_length=200)
    from_version = forms.TypedChoiceField(label=_("The agreement of today"), coerce=int)
    to_version = forms.TypedChoiceField(label=_("The agreement to try"), coerce=int)
    shared = forms.CharField(
        label=_("The region's part, in percent, of what both pay"),
        required=False,
        max_length=8,
        help_text=_("Empty gives a range. Write today to let whoever pays now go on paying."),
    )
    prescribed_anyway = forms.CharField(
        label=_("Own responsibility that is prescribed all the same, in percent"),
        initial="0",
        max_length=8,
        help_text=_("That part is counted as the municipality's."),
    )
    unmet_need = forms.CharField(
        label=_("Need that the region does not meet today, in percent"),
        initial="0",
        max_length=8,
        help_text=_("Comes on top of what moves from the region."),
    )
    price_index = forms.CharField(label=_("Price index, in percent"), initial="100", max_length=8)
    day = forms.DateField(
        label=_("Day the agreements are asked about"), required=False, widget=DateInput, help_text=_("Empty: their newest values.")
    )
    is_shared = forms.BooleanField(label=_("Let the county's other principals read the result"), required=False)

    def __init__(
        self, *args: Any, versions: Sequence[tuple[int, str]], heads: Sequence[str], columns: Mapping[str, int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name in ("from_version", "to_version"):
            self.fields[name].choices = list(versions)  # type: ignore[attr-defined]
        for name, (label, _facts) in COMMON.items():
            self.fields[name] = forms.BooleanField(label=label, required=False)
        places = [("", _("not in the list")), *((str(at), head or f"({at + 1})") for at, head in enumerate(heads))]
        for name in FIELDS:
            label = COLUMNS.get(name) or short_fact(name)
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=label, required=name == "cost", choices=places, initial=str(columns.get(name, ""))
            )

    @property
    def main_columns(self) -> list[BoundField]:
        return [self[f"column_{name}"] for name in MAIN_FIELDS]  # type: ignore[misc]

    @property
    def fact_columns(self) -> list[BoundField]:
        return [self[f"column_{name}"] for name in FACT_FIELDS]  # type: ignore[misc]

    @property
    def common(self) -> list[BoundField]:
        return [self[name] for name in COMMON]  # type: ignore[misc]

    @property
    def columns(self) -> dict[str, int]:
        """Field → column, from what was chosen."""
        chosen = {name: self.cleaned_data.get(f"column_{name}") or "" for name in FIELDS}
        return {name: int(at) for name, at in chosen.items() if at}

    @property
    def facts(self) -> dict[str, str]:
        """What holds for every row."""
        return {fact: value for name, (_label, facts) in COMMON.items() if self.cleaned_data.get(name) for fact, value in facts.items()}
