"""The forms of framework agreements and price lists. How a list is read is not theirs to say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.procurement.lists import FIELDS, REQUIRED
from handtag.web.procurement import words
from handtag.web.ui.forms import BoundField, CommandForm, DateInput, KronorField

LARGEST_FILE = 50_000_000
MAIN = ("number", "price", "name", "article")


def _lines(text: str, parts: int) -> list[list[str]]:
    """Lines of texts divided by semicolons, each with so many parts or fewer."""
    found = [[part.strip() for part in line.split(";")] for line in text.splitlines() if line.strip()]
    if any(len(line) > parts for line in found):
        raise forms.ValidationError(_("Write one a line, with semicolons between the parts."))
    return [line + [""] * (parts - len(line)) for line in found]


class AgreementForm(CommandForm):
    """A new framework agreement."""

    number = forms.CharField(label=_("Agreement number"), max_length=40)
    title = forms.CharField(label=_("What it is about"), max_length=160)
    supplier = forms.CharField(label=_("Supplier"), max_length=120)
    procurement = forms.CharField(
        label=_("Case number of the procurement"),
        max_length=60,
        required=False,
        help_text=_("The same for all suppliers in one procurement."),
    )
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput)
    prices_fixed_until = forms.DateField(label=_("Prices are fixed through"), widget=DateInput, required=False)
    highest_rise_percent = forms.IntegerField(
        label=_("Prices rise at most, in percent"), min_value=0, max_value=999, required=False, help_text=_("Each time, after that day.")
    )
    warranty_months = forms.IntegerField(label=_("Warranty, months"), min_value=0, max_value=999, initial=24)
    ceiling_ore = KronorField(label=_("Ceiling, kronor"), required=False, help_text=_("The most that may be called off, excluding VAT."))
    predecessor = forms.CharField(label=_("Number of the agreement it follows"), max_length=40, required=False)
    lots = forms.CharField(
        label=_("Lots"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One a line: number; name; the supplier's rank. As 1; Wheelchairs; 1"),
    )
    options = forms.CharField(
        label=_("Options"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One a line: new last day; taken up no later than. As 2029-12-31; 2029-06-30"),
    )

    def clean_lots(self) -> list[list[str]]:
        found = _lines(self.cleaned_data["lots"], 3)
        if any(rank and not (rank.isascii() and rank.isdecimal()) for _number, _name, rank in found):
            raise forms.ValidationError(_("The rank is a whole number."))
        return found

    def clean_options(self) -> list[tuple[Any, Any]]:
        day = forms.DateField(input_formats=["%Y-%m-%d"])
        return [(day.clean(to), day.clean(by)) for to, by in _lines(self.cleaned_data["options"], 2)]


class SupplierForm(CommandForm):
    """Where orders go, and who the centre is to the supplier."""

    organisation_number = forms.CharField(label=_("Organisation number"), max_length=20, required=False)
    customer_number = forms.CharField(label=_("Our customer number"), max_length=40, required=False)
    order_email = forms.EmailField(label=_("E-mail for orders"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    endpoint = forms.CharField(label=_("Electronic address (Peppol)"), max_length=60, required=False, help_text=_("As 0007:5567891234"))


class EndForm(CommandForm):
    last_day = forms.DateField(label=_("Last day"), widget=DateInput)
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class OptionForm(CommandForm):
    extends_to = forms.DateField(widget=forms.HiddenInput)


class LinkForm(CommandForm):
    """Which article of ours a line is."""

    number = forms.CharField(label=_("Supplier's article number"), max_length=60)
    article_number = forms.CharField(label=_("Our article number"), max_length=30)


class ListForm(CommandForm):
    """A price list as a file."""

    file = forms.FileField(
        label=_("Price list"),
        help_text=_("XLSX, ODS, XLS or CSV with any columns, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xlsm,.xlsb,.xls,.ods,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        return file


class ReadForm(CommandForm):
    """Which column is what, and from which day the list holds."""

    effective_on = forms.DateField(label=_("The prices hold from"), widget=DateInput)
    is_complete = forms.BooleanField(label=_("The list is complete: what it does not have is no longer offered"), required=False)

    def __init__(self, *args: Any, heads: Sequence[str], columns: Mapping[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        places = [("", _("not in the list")), *((str(at), head or f"({at + 1})") for at, head in enumerate(heads))]
        for name in FIELDS:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=words.FIELDS[name], required=name in REQUIRED, choices=places, initial=str(columns.get(name, ""))
            )

    @property
    def main_columns(self) -> list[BoundField]:
        return [self[f"column_{name}"] for name in MAIN]  # type: ignore[misc]

    @property
    def more_columns(self) -> list[BoundField]:
        return [self[f"column_{name}"] for name in FIELDS if name not in MAIN]  # type: ignore[misc]

    @property
    def columns(self) -> dict[str, int]:
        """Field → column, from what was chosen."""
        return {name: int(at) for name in FIELDS if (at := self.cleaned_data.get(f"column_{name}") or "")}


class ApproveForm(CommandForm):
    contents_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RejectForm(CommandForm):
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
