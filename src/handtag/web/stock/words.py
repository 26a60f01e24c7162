"""What moves and stores are called on the pages, and what a spoken state is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handtag.web.ui.parts import Colour
from handtag.web.ui.states import choices

Words = str | Promise

MOVES: dict[str, tuple[Words, Colour]] = {
    "received": (pgettext_lazy("move", "Received from the supplier"), "success"),
    "taken_over": (pgettext_lazy("move", "Taken over from another system"), "info"),
    "taken_over_used": (pgettext_lazy("move", "Taken over from another system, to be inspected"), "warning"),
    "taken_over_lent": (pgettext_lazy("move", "Taken over from another system, lent"), "accent"),
    "taken_over_to_unit": (pgettext_lazy("move", "Taken over from another system, with a unit"), "accent"),
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
    "found": (pgettext_lazy("move", "Found again"), "warning"),
    "arrived": (pgettext_lazy("move", "Arrived, waits for quality control"), "info"),
    "delivered_to_unit": (pgettext_lazy("move", "Delivered to a unit"), "accent"),
    "undelivered": (pgettext_lazy("move", "Came back undelivered"), "warning"),
    "quarantined": (pgettext_lazy("move", "Put in quarantine"), "danger"),
    "quarantine_ended": (pgettext_lazy("move", "Released from quarantine, to be inspected"), "warning"),
    "cleared": (pgettext_lazy("move", "Nothing was wrong: in stock"), "success"),
    "washed": (pgettext_lazy("move", "Washed"), "info"),
    "sent_to_workshop": (pgettext_lazy("move", "Sent to the workshop"), "info"),
    "came_from_workshop": (pgettext_lazy("move", "Came from the workshop"), "warning"),
    "sent_to_supplier": (pgettext_lazy("move", "Sent to the supplier"), "info"),
    "came_from_supplier": (pgettext_lazy("move", "Came from the supplier"), "warning"),
    "transferred_out": (pgettext_lazy("move", "Sent to another store"), "accent"),
    "transferred_in": (pgettext_lazy("move", "Received from another store"), "success"),
    "sent_home": (pgettext_lazy("move", "Sent home"), "accent"),
    "came_home": (pgettext_lazy("move", "Came home"), "warning"),
    "mounted": (pgettext_lazy("move", "Mounted on another device"), "accent"),
    "detached": (pgettext_lazy("move", "Taken off another device"), "warning"),
    "changed_owner": (pgettext_lazy("move", "Changed owner"), "info"),
    "changed_payer": (pgettext_lazy("move", "Changed payer"), "info"),
    "sold": (pgettext_lazy("move", "Sold"), "neutral"),
}
STATE_CHOICES = choices("device")
PRICE_KINDS: dict[str, Words] = {"rent_per_month": _("per month"), "sale": _("sale")}
