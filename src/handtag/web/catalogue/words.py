"""What the kinds of articles, prices, steps, files and values are called on the pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

Words = str | Promise

KINDS: Mapping[str, Words] = {
    "device": _("Device"),
    "component": _("Accessory"),
    "consumable": _("Consumable"),
    "spare_part": _("Spare part"),
    "service": _("Service"),
}
PRICE_KINDS: Mapping[str, Words] = {"rent_per_month": _("rent per month"), "sale": _("sale, each")}
STEPS: Mapping[str, Words] = {
    "goods_receipt": _("Goods receipt"),
    "quality_control": _("Quality control"),
    "pick": _("Picking"),
    "return": _("Return"),
    "order": _("Ordering"),
}
FILE_KINDS: Mapping[str, Words] = {
    "picture": _("Picture"),
    "manual": _("User manual"),
    "data_sheet": _("Data sheet"),
    "declaration": _("Declaration of conformity"),
}
ATTRIBUTE_TYPES: Mapping[str, Words] = {
    "number": _("Number"),
    "choice": _("One of several"),
    "yes_no": _("Yes or no"),
    "text": _("Text"),
}


def value_words(value: str, kind: str, unit: str) -> str:
    """A value as it is read: decimal comma and unit for numbers, yes and no in the reader's language; empty stays empty."""
    if kind == "yes_no" and value:
        return _now("Yes") if value == "yes" else _now("No")
    if kind == "number" and value:
        return f"{value.replace('.', ',')} {unit}".strip()
    return value
