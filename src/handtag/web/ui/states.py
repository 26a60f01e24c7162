"""The word and the colour of every state people see, by kind of thing. The states themselves belong to the domain."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from handtag.web.ui.parts import Colour


class Look(NamedTuple):
    word: str | Promise
    colour: Colour


STATES: dict[str, dict[str, Look]] = {
    "prescription": {
        "started": Look(pgettext_lazy("prescription", "Started"), "info"),
        "article_chosen": Look(pgettext_lazy("prescription", "Article chosen"), "info"),
        "ordered": Look(pgettext_lazy("prescription", "Ordered"), "info"),
        "delivered": Look(pgettext_lazy("prescription", "Delivered"), "success"),
        "followed_up": Look(pgettext_lazy("prescription", "Followed up"), "success"),
        "ended": Look(pgettext_lazy("prescription", "Ended"), "neutral"),
    },
    "cost_approval": {
        "needed": Look(pgettext_lazy("approval", "Not asked for"), "warning"),
        "asked": Look(pgettext_lazy("approval", "Waiting"), "info"),
        "returned": Look(pgettext_lazy("approval", "Sent back with a question"), "warning"),
        "approved": Look(pgettext_lazy("approval", "Approved"), "success"),
        "refused": Look(pgettext_lazy("approval", "Refused"), "danger"),
        "appealed": Look(pgettext_lazy("approval", "Appealed"), "info"),
        "dropped": Look(pgettext_lazy("approval", "No longer needed"), "neutral"),
    },
    "right": {
        "in_force": Look(pgettext_lazy("right", "In force"), "success"),
        "expiring": Look(pgettext_lazy("right", "Runs out soon"), "warning"),
        "missing": Look(pgettext_lazy("right", "Lacks something"), "warning"),
        "withdrawn": Look(pgettext_lazy("right", "Withdrawn"), "danger"),
    },
    "right_request": {
        "waiting": Look(pgettext_lazy("right_request", "Waits for an answer"), "info"),
        "granted": Look(pgettext_lazy("right_request", "Given"), "success"),
        "refused": Look(pgettext_lazy("right_request", "No"), "warning"),
        "taken_back": Look(pgettext_lazy("right_request", "Taken back"), "neutral"),
    },
    "sign_off": {
        "waiting": Look(pgettext_lazy("sign_off", "Waits for a signature"), "info"),
        "signed": Look(pgettext_lazy("sign_off", "Signed"), "success"),
        "declined": Look(pgettext_lazy("sign_off", "Not signed"), "warning"),
        "taken_back": Look(pgettext_lazy("sign_off", "Taken back"), "neutral"),
    },
    "course_date": {
        "planned": Look(pgettext_lazy("course_date", "Planned"), "info"),
        "held": Look(pgettext_lazy("course_date", "Held"), "success"),
        "cancelled": Look(pgettext_lazy("course_date", "Called off"), "warning"),
    },
    "seat": {
        "invited": Look(pgettext_lazy("seat", "Invited"), "accent"),
        "booked": Look(pgettext_lazy("seat", "Has a seat"), "success"),
        "waiting": Look(pgettext_lazy("seat", "In line"), "info"),
        "declined": Look(pgettext_lazy("seat", "Declined"), "neutral"),
        "attended": Look(pgettext_lazy("seat", "Attended"), "success"),
        "absent": Look(pgettext_lazy("seat", "Absent"), "warning"),
    },
    "order": {
        "placed": Look(pgettext_lazy("order", "Placed"), "info"),
        "allocated": Look(pgettext_lazy("order", "Reserved"), "info"),
        "picked": Look(pgettext_lazy("order", "Picked"), "info"),
        "sent": Look(pgettext_lazy("order", "On its way"), "accent"),
        "delivered": Look(pgettext_lazy("order", "Delivered"), "success"),
        "collected": Look(pgettext_lazy("order", "Collected"), "success"),
        "cancelled": Look(pgettext_lazy("order", "Cancelled"), "neutral"),
    },
    "supply": {
        "stock": Look(pgettext_lazy("supply", "In stock"), "success"),
        "reconditioning": Look(pgettext_lazy("supply", "Being made ready"), "info"),
        "purchase": Look(pgettext_lazy("supply", "Bought"), "warning"),
        "work": Look(pgettext_lazy("supply", "Done by a technician"), "info"),
    },
    "draft": {
        "editing": Look(pgettext_lazy("draft", "Being written"), "info"),
        "submitted": Look(pgettext_lazy("draft", "Waits for approval"), "warning"),
        "approved": Look(pgettext_lazy("draft", "Approved"), "success"),
        "withdrawn": Look(pgettext_lazy("draft", "Put away"), "neutral"),
    },
    "promise": {
        "kept": Look(pgettext_lazy("promise", "In time"), "success"),
        "delayed": Look(pgettext_lazy("promise", "Delayed"), "warning"),
        "waiting": Look(pgettext_lazy("promise", "Waiting for goods"), "warning"),
    },
    "device": {
        "in_stock": Look(pgettext_lazy("device", "In stock"), "success"),
        "reserved": Look(pgettext_lazy("device", "Reserved"), "info"),
        "picked": Look(pgettext_lazy("device", "Picked"), "info"),
        "in_transit": Look(pgettext_lazy("device", "On its way"), "accent"),
        "with_person": Look(pgettext_lazy("device", "With person"), "accent"),
        "returned": Look(pgettext_lazy("device", "Returned"), "warning"),
        "washed": Look(pgettext_lazy("device", "Washed"), "warning"),
        "inspected": Look(pgettext_lazy("device", "Inspected"), "warning"),
        "quarantined": Look(pgettext_lazy("device", "In quarantine"), "danger"),
        "in_transfer": Look(pgettext_lazy("device", "On its way between stores"), "accent"),
        "going_home": Look(pgettext_lazy("device", "On its way home"), "accent"),
        "with_unit": Look(pgettext_lazy("device", "With a unit"), "accent"),
        "mounted": Look(pgettext_lazy("device", "Part of another device"), "accent"),
        "at_workshop": Look(pgettext_lazy("device", "In the workshop"), "warning"),
        "at_supplier": Look(pgettext_lazy("device", "With the supplier"), "warning"),
        "sold": Look(pgettext_lazy("device", "Sold"), "neutral"),
        "decommissioned": Look(pgettext_lazy("device", "Decommissioned"), "neutral"),
        "lost": Look(pgettext_lazy("device", "Lost"), "danger"),
    },
    "advice": {
        "reconditioned": Look(pgettext_lazy("advice", "Recondition it"), "success"),
        "sent_to_workshop": Look(pgettext_lazy("advice", "Have it repaired"), "warning"),
        "decommissioned": Look(pgettext_lazy("advice", "Take it out of use"), "danger"),
        "sent_home": Look(pgettext_lazy("advice", "Send it home"), "accent"),
    },
    "advice_reason": {
        "fit": Look(pgettext_lazy("advice", "It is fit"), "neutral"),
        "needs_repair": Look(pgettext_lazy("advice", "It needs repair, and is worth it"), "neutral"),
        "repair_costs_more": Look(pgettext_lazy("advice", "The repair costs more than it is worth"), "neutral"),
        "too_old": Look(pgettext_lazy("advice", "It is too old to be repaired"), "neutral"),
        "beyond_repair": Look(pgettext_lazy("advice", "It is beyond repair"), "neutral"),
        "owned_elsewhere": Look(pgettext_lazy("advice", "It belongs to another centre"), "neutral"),
    },
    "condition": {
        "good": Look(pgettext_lazy("condition", "Good: like new"), "success"),
        "worn": Look(pgettext_lazy("condition", "Worn, but whole"), "info"),
        "damaged": Look(pgettext_lazy("condition", "Damaged: it needs repair"), "warning"),
        "beyond_repair": Look(pgettext_lazy("condition", "Beyond repair"), "danger"),
    },
    "repairer": {
        "workshop": Look(pgettext_lazy("repairer", "The workshop"), "neutral"),
        "supplier": Look(pgettext_lazy("repairer", "The supplier"), "neutral"),
    },
    "block": {
        "recall": Look(pgettext_lazy("block", "Recalled"), "danger"),
        "failed_inspection": Look(pgettext_lazy("block", "Failed an inspection"), "danger"),
        "overdue_service": Look(pgettext_lazy("block", "Service overdue"), "danger"),
        "incident": Look(pgettext_lazy("block", "Incident or fault"), "danger"),
    },
    "assortment": {
        "stocked": Look(pgettext_lazy("assortment", "Kept in stock"), "success"),
        "order_item": Look(pgettext_lazy("assortment", "Ordered when needed"), "info"),
        "phased_out": Look(pgettext_lazy("assortment", "Being phased out"), "warning"),
    },
    "article_request": {
        "proposed": Look(pgettext_lazy("article request", "Proposed"), "info"),
        "validated": Look(pgettext_lazy("article request", "Checked"), "info"),
        "approved": Look(pgettext_lazy("article request", "Approved"), "accent"),
        "published": Look(pgettext_lazy("article request", "In the assortment"), "success"),
        "declined": Look(pgettext_lazy("article request", "Declined"), "neutral"),
    },
    "purchase": {
        "draft": Look(pgettext_lazy("purchase", "Draft"), "neutral"),
        "ordered": Look(pgettext_lazy("purchase", "Ordered"), "info"),
        "confirmed": Look(pgettext_lazy("purchase", "Confirmed"), "info"),
        "part_received": Look(pgettext_lazy("purchase", "Partly received"), "accent"),
        "received": Look(pgettext_lazy("purchase", "Received"), "success"),
        "cancelled": Look(pgettext_lazy("purchase", "Cancelled"), "neutral"),
    },
    "charge": {
        "rent": Look(pgettext_lazy("charge", "Rent"), "neutral"),
        "sale": Look(pgettext_lazy("charge", "Sale"), "info"),
        "credit": Look(pgettext_lazy("charge", "Credit"), "warning"),
    },
    "month": {
        "open": Look(pgettext_lazy("month", "Open"), "info"),
        "closed": Look(pgettext_lazy("month", "Closed"), "neutral"),
        "invoiced": Look(pgettext_lazy("month", "Invoiced"), "success"),
    },
    "agreement": {
        "draft": Look(pgettext_lazy("agreement", "Draft"), "neutral"),
        "published": Look(pgettext_lazy("agreement", "Published"), "info"),
        "in_force": Look(pgettext_lazy("agreement", "In force"), "success"),
        "replaced": Look(pgettext_lazy("agreement", "Replaced"), "neutral"),
    },
    "approval": {
        "waiting": Look(pgettext_lazy("approval", "Awaiting approval"), "warning"),
        "approved": Look(pgettext_lazy("approval", "Approved"), "success"),
        "refused": Look(pgettext_lazy("approval", "Not approved"), "danger"),
    },
    "store": {
        "central_store": Look(pgettext_lazy("store", "Central store"), "neutral"),
        "branch_store": Look(pgettext_lazy("store", "Branch store"), "neutral"),
        "local_store": Look(pgettext_lazy("store", "Local store, unstaffed"), "info"),
        "buffer_store": Look(pgettext_lazy("store", "A unit's own store"), "info"),
    },
    "transfer": {
        "placed": Look(pgettext_lazy("transfer", "To be sent"), "warning"),
        "sent": Look(pgettext_lazy("transfer", "On its way"), "accent"),
        "received": Look(pgettext_lazy("transfer", "Received"), "success"),
        "cancelled": Look(pgettext_lazy("transfer", "Cancelled"), "neutral"),
    },
    "transfer_kind": {
        "refill": Look(pgettext_lazy("transfer", "Refill"), "info"),
        "transfer": Look(pgettext_lazy("transfer", "Transfer"), "neutral"),
        "home": Look(pgettext_lazy("transfer", "Sent home"), "accent"),
        "sale": Look(pgettext_lazy("transfer", "Sale"), "info"),
        "loan": Look(pgettext_lazy("transfer", "Loan"), "info"),
    },
    "centre_request": {
        "asked": Look(pgettext_lazy("request", "Waits for an answer"), "warning"),
        "accepted": Look(pgettext_lazy("request", "Accepted"), "success"),
        "declined": Look(pgettext_lazy("request", "Declined"), "neutral"),
        "withdrawn": Look(pgettext_lazy("request", "Taken back"), "neutral"),
    },
    "price_rule": {
        "residual_value": Look(pgettext_lazy("price", "Residual value"), "neutral"),
        "purchase_price": Look(pgettext_lazy("price", "Purchase price"), "neutral"),
        "agreed": Look(pgettext_lazy("price", "As agreed"), "info"),
    },
    "stocktake": {
        "counting": Look(pgettext_lazy("stocktake", "Being counted"), "info"),
        "compared": Look(pgettext_lazy("stocktake", "Waits for approval"), "warning"),
        "approved": Look(pgettext_lazy("stocktake", "Approved"), "success"),
        "abandoned": Look(pgettext_lazy("stocktake", "Put away"), "neutral"),
    },
    "difference": {
        "shortage": Look(pgettext_lazy("difference", "Too few"), "danger"),
        "surplus": Look(pgettext_lazy("difference", "Too many"), "warning"),
        "missing": Look(pgettext_lazy("difference", "Missing"), "danger"),
        "misplaced": Look(pgettext_lazy("difference", "In the wrong place"), "warning"),
        "found": Look(pgettext_lazy("difference", "Was lost, is found"), "success"),
        "elsewhere": Look(pgettext_lazy("difference", "Is elsewhere in the books"), "warning"),
    },
    "outcome": {
        "": Look(pgettext_lazy("outcome", "Not decided"), "neutral"),
        "posted": Look(pgettext_lazy("outcome", "Put right"), "success"),
        "moved_meanwhile": Look(pgettext_lazy("outcome", "Has moved since"), "neutral"),
        "by_hand": Look(pgettext_lazy("outcome", "Must be looked into"), "warning"),
    },
    "job": {
        "waiting": Look(pgettext_lazy("job", "Waiting"), "neutral"),
        "running": Look(pgettext_lazy("job", "Running"), "info"),
        "finished": Look(pgettext_lazy("job", "Finished"), "success"),
        "failed": Look(pgettext_lazy("job", "Failed"), "danger"),
    },
}


def look(kind: str, state: str) -> Look:
    """The look of a state. A kind nobody has described is a programming error (KeyError); an unknown state is shown as it is."""
    return STATES[kind].get(state) or Look(state, "neutral")


def choices(kind: str) -> list[tuple[str, str | Promise]]:
    """The states of a kind as a form's choices, in the order they stand here."""
    return [(state, look.word) for state, look in STATES[kind].items()]
