"""What the codes of buying are called; `words` gathers them with the others."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

OUTSIDE_REASONS: dict[str, Text] = {
    "not_covered": _("No framework agreement covers it"),
    "supplier_cannot_deliver": _("The supplier that comes first cannot deliver"),
    "individual_need": _("One person's need that the agreements do not meet"),
    "safety": _("Safety: it cannot wait"),
}
REJECT_REASONS: dict[str, Text] = {
    "damaged": _("Damaged"),
    "wrong_article": _("Wrong article"),
    "too_many": _("Too many"),
    "expired": _("Last day passed or too near"),
    "marking": _("Marking or papers are missing"),
    "incomplete": _("Parts are missing"),
}
# Why the agreements do not let a line be bought so (codes of domain.procurement).
STOPS: dict[str, Text] = {
    "no_agreement": _("No framework agreement has the article"),
    "other_supplier": _("The framework agreement is with another supplier"),
    "lower_rank": _("Another supplier comes first in the ranking"),
    "other_price": _("The price is not the agreed one"),
    "ceiling": _("The agreement's ceiling would be passed"),
    "below_minimum": _("Fewer than the agreement's smallest quantity"),
}
STATES: dict[str, Text] = {
    "draft": _("a draft"),
    "confirmed": _("confirmed"),
    "part_received": _("partly received"),
}
EVENTS: dict[str, Text] = {
    "placed": _("Ordered"),
    "confirmed": _("Confirmed by the supplier"),
    "counted": _("Counted at the gate"),
    "accepted": _("Controlled and taken into stock"),
    "rejected": _("Sent back"),
    "cancelled": _("Cancelled"),
}
IN_SENTENCES = (OUTSIDE_REASONS, REJECT_REASONS, STOPS, STATES)
