"""What moves and stores are called on the pages, and what a spoken state is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handtag.web.ui.parts import Colour
from handtag.web.ui.states import STATES

Words = str | Promise

MOVES: dict[str, tuple[Words, Colour]] = {
    "received": (pgettext_lazy("move", "Received from the supplier"), "success"),
    "reserved": (pgettext_lazy("move", "Reserved for an order"), "info"),
    "released": (pgettext_lazy("move", "Released from an order"), "neutral"),
    "picked": (pgettext_lazy("move", "Picked"), "info"),
    "sent": (pgettext_lazy("move", "Sent"), "accent"),
    "delivered": (pgettext_lazy("move", "Delivered"), "accent"),
    "returned": (pgettext_lazy("move", "Came back"), "warning"),
    "inspected": (pgettext_lazy("move", "Inspected, fit to be reconditioned"), "info"),
    "rejected": (pgettext_lazy("move", "Inspected, not fit"), "danger"),
    "reconditioned": (pgettext_lazy("move", "Reconditioned and back in stock"), "success"),
    "moved": (pgettext_lazy("move", "Moved"), "neutral"),
    "decommissioned": (pgettext_lazy("move", "Taken out of use"), "danger"),
    "lost": (pgettext_lazy("move", "Lost"), "danger"),
}
STATE_CHOICES = [(state, look.word) for state, look in STATES["device"].items()]
PRICE_KINDS: dict[str, Words] = {"rent_per_month": _("per month"), "sale": _("sale")}
