"""The word and the colour of every state people see, by kind of thing. The states themselves belong to the domain."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.functional import Promise

from handtag.web.ui.parts import Colour


class Look(NamedTuple):
    word: str | Promise
    colour: Colour


STATES: dict[str, dict[str, Look]] = {
    "prescription": {
        "draft": Look(_("Draft"), "neutral"),
        "started": Look(_("Started"), "info"),
        "active": Look(_("Active"), "success"),
        "signed": Look(_("Signed"), "success"),
        "awaiting_approval": Look(_("Awaiting approval"), "warning"),
        "ended": Look(_("Ended"), "neutral"),
        "handed_over": Look(_("Handed over"), "neutral"),
    },
    "order": {
        "draft": Look(_("Draft"), "neutral"),
        "awaiting_approval": Look(_("Awaiting approval"), "warning"),
        "placed": Look(_("Placed"), "info"),
        "allocated": Look(_("Reserved"), "info"),
        "picked": Look(_("Picked"), "info"),
        "sent": Look(_("On its way"), "info"),
        "delivered": Look(_("Delivered"), "success"),
        "cancelled": Look(_("Cancelled"), "neutral"),
        "delayed": Look(_("Delayed"), "warning"),
        "backordered": Look(_("Backordered"), "warning"),
    },
    "device": {
        "in_stock": Look(_("In stock"), "success"),
        "reserved": Look(_("Reserved"), "info"),
        "picked": Look(_("Picked"), "info"),
        "in_transit": Look(_("On its way"), "info"),
        "with_person": Look(_("With person"), "accent"),
        "with_unit": Look(_("With unit"), "accent"),
        "collected": Look(_("Collected"), "info"),
        "reconditioning": Look(_("Being reconditioned"), "warning"),
        "in_repair": Look(_("In repair"), "warning"),
        "frozen": Look(_("Frozen"), "danger"),
        "missing": Look(_("Missing"), "danger"),
        "scrapped": Look(_("Scrapped"), "neutral"),
    },
    "invoice": {
        "draft": Look(_("Draft"), "neutral"),
        "open": Look(_("Open"), "info"),
        "issued": Look(_("Issued"), "success"),
        "sent": Look(_("Sent"), "success"),
        "credited": Look(_("Credited"), "warning"),
    },
    "agreement": {
        "draft": Look(_("Draft"), "neutral"),
        "checked": Look(_("Checked"), "info"),
        "approved": Look(_("Approved"), "info"),
        "published": Look(_("In force"), "success"),
        "replaced": Look(_("Replaced"), "neutral"),
    },
    "job": {
        "waiting": Look(_("Waiting"), "neutral"),
        "running": Look(_("Running"), "info"),
        "finished": Look(_("Finished"), "success"),
        "failed": Look(_("Failed"), "danger"),
        "cancelled": Look(_("Cancelled"), "neutral"),
    },
}


def look(kind: str, state: str) -> Look:
    """The look of a state. A kind nobody has described is a programming error (KeyError); an unknown state is shown as it is."""
    return STATES[kind].get(state) or Look(state, "neutral")
