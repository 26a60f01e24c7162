"""What the kinds of articles and prices are called on the pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
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
