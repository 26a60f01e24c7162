"""The forms of counted goods: used on a device and off it, used up, scrapped, sent back, returned."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words_stock import SCRAP_REASONS, SEND_BACK_REASONS
from handtag.web.stock.forms_deeds import ABOUT_THE_DEVICE, DayForm
from handtag.web.ui.forms import ScanInput


class PiecesForm(DayForm):
    """An article, how many, and what stands on its package."""

    article_number = forms.CharField(label=_("Scan or type the article number"), max_length=200, widget=ScanInput())
    quantity = forms.IntegerField(label=_("Number of pieces"), min_value=1, max_value=100_000, initial=1)
    code = forms.CharField(
        label=_("Batch (LOT), or the package's code"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Empty: what expires first."),
    )  # fmt: skip

    field_order: Sequence[str] = ("article_number", "quantity", "code", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quantity"].widget.attrs.update({"class": "pieces", "inputmode": "numeric"})


class PlacedPiecesForm(PiecesForm):
    location_code = forms.ChoiceField(label=_("Store"))

    field_order = ("location_code", "article_number", "quantity", "code", "reason", "on")

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]


class UseOnDeviceForm(PlacedPiecesForm):
    reason = forms.CharField(label=_("What was done"), max_length=200, required=False, help_text=ABOUT_THE_DEVICE)


class TakeOffDeviceForm(PlacedPiecesForm):
    reason = forms.CharField(label=_("Why it was taken off"), max_length=200, required=False, help_text=ABOUT_THE_DEVICE)


class UseUpForm(PiecesForm):
    reason = forms.CharField(label=_("What it was used for"), max_length=200, help_text=ABOUT_THE_DEVICE)

    field_order = ("article_number", "quantity", "code", "reason", "on")


class ScrapForm(PiecesForm):
    reason = forms.ChoiceField(label=_("Why"), choices=list(SCRAP_REASONS.items()), widget=forms.RadioSelect)

    field_order = ("article_number", "quantity", "code", "reason", "on")


class SendBackForm(PiecesForm):
    reason = forms.ChoiceField(label=_("Why"), choices=list(SEND_BACK_REASONS.items()), widget=forms.RadioSelect)

    field_order = ("article_number", "quantity", "code", "reason", "on")


class ReturnPiecesForm(PiecesForm):
    order_number = forms.CharField(
        label=_("Order"), max_length=20, help_text=_("It stands on the delivery note and on the parcel."), widget=ScanInput()
    )

    field_order = ("order_number", "article_number", "quantity", "code", "on")
