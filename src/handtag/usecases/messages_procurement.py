"""Refusal codes of framework agreements and price lists → sentences; `messages` gathers them with the others."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROCUREMENT: dict[str, str | Promise] = {
    "procurement.no_agreement": _("There is no such framework agreement at your device centre."),
    "procurement.no_file": _("There is no such price list at your device centre."),
    "procurement.no_proposal": _("There is no such price list at your device centre."),
    "procurement.no_line": _("The agreement has no article with that number."),
    "procurement.missing": _("Fill this in."),
    "procurement.too_long": _("Write at most %(most)s characters."),
    "procurement.bad_email": _("That is not an e-mail address."),
    "procurement.not_an_amount": _("Write a number that is not negative, or leave it empty."),
    "procurement.number_taken": _("There is already a framework agreement with the number %(value)s."),
    "procurement.no_predecessor": _("There is no framework agreement with the number %(value)s to follow."),
    "procurement.followed_already": _("Another framework agreement already follows %(value)s."),
    "procurement.ends_before_it_begins": _("The last day cannot be before the first."),
    "procurement.bad_lot": _("Lot %(value)s: every lot has a number of its own and a rank from 1 to 99."),
    "procurement.bad_option": _(
        "An option prolongs the agreement beyond its last day, to a day that no other option has, and is taken up no later than that day."
    ),
    "procurement.no_option": _("The agreement has no such option left."),
    "procurement.option_too_late": _("The option was to be taken up no later than %(day)s."),
    "procurement.bad_last_day": _("Choose a last day from today on that is before the agreement ends anyway."),
    "procurement.reason_missing": _("Say why, in at most %(most)s characters."),
    "procurement.unreadable_list": _("The list cannot be read."),
    "procurement.rows_of_list": _("A price list may have at most %(most)s rows. Divide it."),
    "procurement.no_such_column": _("The list has no such column."),
    "procurement.column_missing": _("Choose the column; a price list must have an article number and a price."),
    "procurement.outside_agreement": _("The agreement holds from %(first)s to %(last)s. Choose a day within that time."),
    "procurement.decided_already": _("The price list has been decided already."),
    "procurement.same_person": _("Prices take effect by two persons: whoever proposed them cannot approve them. Ask a colleague."),
    "procurement.changed": _(
        "The agreement has changed since the list was read, or the day has come. Nothing has been written: read the list again."
    ),
    "procurement.nothing_to_approve": _("The list changes nothing, so there is nothing to approve."),
}
