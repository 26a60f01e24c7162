"""The word and the colour of every state people see, by kind of thing. The states themselves belong to the domain."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.parts import Colour


class Look(NamedTuple):
    word: str | Promise
    colour: Colour


STATES: dict[str, dict[str, Look]] = {
    "prescription": {
        "started": Look(_("Started"), "info"),
        "article_chosen": Look(_("Article chosen"), "info"),
        "ordered": Look(_("Ordered"), "info"),
        "delivered": Look(_("Delivered"), "success"),
        "followed_up": Look(_("Followed up"), "success"),
        "ended": Look(_("Ended"), "neutral"),
    },
    "order": {
        "placed": Look(_("Placed"), "info"),
        "allocated": Look(_("Reserved"), "info"),
        "picked": Look(_("Picked"), "info"),
        "sent": Look(_("On its way"), "accent"),
        "delivered": Look(_("Delivered"), "success"),
        "collected": Look(_("Collected"), "success"),
        "cancelled": Look(_("Cancelled"), "neutral"),
    },
    "promise": {
        "kept": Look(_("In time"), "success"),
        "delayed": Look(_("Delayed"), "warning"),
        "waiting": Look(_("Waiting for goods"), "warning"),
    },
    "device": {
        "in_stock": Look(_("In stock"), "success"),
        "reserved": Look(_("Reserved"), "info"),
        "picked": Look(_("Picked"), "info"),
        "in_transit": Look(_("On its way"), "accent"),
        "with_person": Look(_("With person"), "accent"),
        "returned": Look(_("Returned"), "warning"),
        "inspected": Look(_("Inspected"), "warning"),
        "decommissioned": Look(_("Decommissioned"), "neutral"),
        "lost": Look(_("Lost"), "danger"),
    },
    "assortment": {
        "stocked": Look(_("Kept in stock"), "success"),
        "order_item": Look(_("Ordered when needed"), "info"),
        "phased_out": Look(_("Being phased out"), "warning"),
    },
    "charge": {
        "rent": Look(_("Rent"), "neutral"),
        "sale": Look(_("Sale"), "info"),
        "credit": Look(_("Credit"), "warning"),
    },
    "month": {
        "open": Look(_("Open"), "info"),
        "closed": Look(_("Closed"), "neutral"),
        "invoiced": Look(_("Invoiced"), "success"),
    },
    "agreement": {
        "draft": Look(_("Draft"), "neutral"),
        "published": Look(_("Published"), "info"),
        "in_force": Look(_("In force"), "success"),
        "replaced": Look(_("Replaced"), "neutral"),
    },
    "approval": {
        "waiting": Look(_("Awaiting approval"), "warning"),
        "approved": Look(_("Approved"), "success"),
        "refused": Look(_("Not approved"), "danger"),
    },
    "job": {
        "waiting": Look(_("Waiting"), "neutral"),
        "running": Look(_("Running"), "info"),
        "finished": Look(_("Finished"), "success"),
        "failed": Look(_("Failed"), "danger"),
    },
}


def look(kind: str, state: str) -> Look:
    """The look of a state. A kind nobody has described is a programming error (KeyError); an unknown state is shown as it is."""
    return STATES[kind].get(state) or Look(state, "neutral")
