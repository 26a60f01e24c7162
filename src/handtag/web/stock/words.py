"""What moves and stores are called on the pages, and what a spoken state is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.parts import Colour
from handtag.web.ui.states import STATES

Words = str | Promise

MOVES: dict[str, tuple[Words, Colour]] = {
    "received": (_("Received from the supplier"), "success"),
    "reserved": (_("Reserved for an order"), "info"),
    "released": (_("Released from an order"), "neutral"),
    "picked": (_("Picked"), "info"),
    "sent": (_("Sent"), "accent"),
    "delivered": (_("Delivered"), "accent"),
    "returned": (_("Came back"), "warning"),
    "inspected": (_("Inspected, fit to be reconditioned"), "info"),
    "rejected": (_("Inspected, not fit"), "danger"),
    "reconditioned": (_("Reconditioned and back in stock"), "success"),
    "moved": (_("Moved"), "neutral"),
    "decommissioned": (_("Taken out of use"), "danger"),
    "lost": (_("Lost"), "danger"),
}
STATE_CHOICES = [(state, look.word) for state, look in STATES["device"].items()]
PRICE_KINDS: dict[str, Words] = {"rent_per_month": _("per month"), "sale": _("sale")}
