"""Refusal codes of buying → sentences; `messages` gathers them with the others."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PURCHASING: dict[str, str | Promise] = {
    "purchasing.no_electronic_order": _(
        "Purchase order %(number)s cannot be sent electronically: it is a draft, or its supplier has no electronic address."
    ),
    "purchasing.bought_meanwhile": _(
        "What is on order of %(article)s has changed by %(pieces)s since the proposal was made. Look at what is proposed now."
    ),
    "purchasing.no_order": _("There is no such purchase order among those you can see."),
    "purchasing.no_line": _("The purchase order %(number)s has no such line."),
    "purchasing.no_counting": _("There is no such counted delivery among those you can see."),
    "purchasing.number_of_lines": _("Choose between 1 and %(most)s articles at a time."),
    "purchasing.bad_quantity": _("The quantity of %(article)s must be from 1 to %(most)s."),
    "purchasing.bad_number": _("Write a whole number from %(least)s to %(most)s."),
    "purchasing.negative_price": _("The price cannot be below zero."),
    "purchasing.not_draft": _("Purchase order %(number)s is already sent. What has not come can be cancelled."),
    "purchasing.outside_agreement": _(
        "The framework agreements do not let this be bought: %(articles)s. Who buys beside them carries the damages. Change the line, "
        "or ask for an exception that somebody else approves. Nothing has been ordered."
    ),
    "purchasing.needs_no_exception": _("The framework agreements let %(article)s be bought. No exception is needed."),
    "purchasing.unknown_reason": _("Choose a reason: %(valid)s."),
    "purchasing.note_missing": _("Write why, in a sentence."),
    "purchasing.nothing_to_approve": _("Nobody waits for a decision about %(article)s."),
    "purchasing.own_exception": _("You have asked for this exception yourself. Somebody else decides."),
    "purchasing.illegal_step": _("A line that is %(state)s cannot become %(wanted)s."),
    "purchasing.nothing_said": _("Nothing is filled in. Nothing has been changed."),
    "purchasing.nothing_expected": _("Nothing is expected on a line that is %(state)s."),
    "purchasing.nothing_outstanding": _("Everything on purchase order %(number)s has come or been cancelled."),
    "purchasing.before_order": _("%(on)s is before the day it was ordered, %(ordered)s."),
    "purchasing.delivery_note_missing": _("Write the number of the delivery note."),
    "purchasing.counted_already": _("Delivery note %(note)s has already been counted for %(article)s. Check what stands on it."),
    "purchasing.unreadable_code": _("The code scanned for %(article)s cannot be read. Scan again, or write lot and last day."),
    "purchasing.other_article": _("The code on the package is of another article than %(article)s. Check what has come."),
    "purchasing.more_than_counted": _("At most %(most)s are left to control of this delivery."),
    "purchasing.more_than_ordered": _("At most %(most)s more were ordered. Send the rest back as too many."),
    "purchasing.more_than_outstanding": _("At most %(most)s are still to come."),
}
