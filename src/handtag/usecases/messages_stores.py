"""Refusal codes → sentences for stores, transfers, stocktakes and goods of other centres; messages joins them with the rest."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STORES: dict[str, str | Promise] = {
    "stock.not_counted": _("%(article)s is not counted by the piece."),
    "stock.no_pieces": _("Write how many: at least 1."),
    "stock.unknown_reason": _("Choose why: %(valid)s."),
    "stock.carries_nothing": _("%(number)s has left for good: nothing is used on it or taken off it."),
    "stock.not_delivered": _("Order %(order)s has delivered nothing of %(article)s."),
    "stock.more_than_left": _(
        "Only %(left)s of %(article)s went out on order %(order)s and are still there. Check the number and the lot."
    ),
    "stores.bad_minimum": _("The minimum is from 1 to %(most)s. Write 0 for both levels when the article is no longer kept there."),
    "stores.bad_target": _("It is filled up to at least the minimum, %(minimum)s, and at most %(most)s."),
    "stores.staffed": _("%(store)s is staffed. Order from it, or ask those who work there."),
    "stores.other_units": _("%(store)s is another unit's own store."),
    "stores.unit_missing": _("Choose the unit whose store it is."),
    "stores.fills_itself": _("Choose another store: goods are not moved from a store to itself."),
    "stores.illegal_step": _("A transfer that is %(state)s cannot be %(wanted)s."),
    "stores.article_twice": _("%(article)s stands twice. Write it once with the quantity together."),
    "stores.bad_quantity": _("The quantity of %(article)s must be from 1 to %(most)s."),
    "stores.nothing_wanted": _("Write at least one article."),
    "stores.no_transfer": _("There is no such transfer among those of your centre."),
    "stores.nothing_sent": _("Nothing has been scanned or counted for %(transfer)s, so nothing can be sent."),
    "stores.loading": _("%(store)s has begun to load it. Ask them to cancel it."),
    "stores.not_there": _("%(number)s is not in stock at %(store)s. Check the number, and that nobody has reserved it."),
    "stores.not_wanted": _("Article %(article)s is not on this transfer."),
    "stores.not_carried": _("%(number)s is not on %(transfer)s."),
    "stores.other_person": _("That prescription is for someone else."),
    "stores.not_with_them": _("%(number)s is not with this person. Check the number on the device."),
    "stores.scan_the_device": _("%(number)s is an article whose devices are marked. Scan the number on the device itself."),
    "stores.no_delivery_point": _("Neither %(store)s nor your unit has a delivery point. Ask the system administrator to add one."),
    "stores.own_device": _("%(number)s belongs to your own centre. Register it as a return."),
    "stores.no_stray": _("No device %(number)s of another centre stands here."),
    "stores.no_centre": _("There is no such device centre in the county."),
    "stores.no_request": _("There is no such request among those of your centre."),
    "stores.bought_for_good": _("Only what is borrowed has a day to be returned on."),
    "stores.loan_days": _("Write a day to come, within %(longest)s days, when what is borrowed is to be back."),
    "stores.only_marked_are_lent": _(
        "%(article)s is counted in pieces, which cannot be told apart when they are to come back. Buy it of the other centre."
    ),
    "stores.no_counterpart": _(
        "%(centre)s has no article that is the same product as %(article)s: the two must have the same GTIN, or the same supplier's number."
    ),
    "stores.request_answered": _("The request is %(state)s, so it cannot be %(wanted)s."),
    "stores.no_such_price": _("A price each is 0 or more, and only of what is sold: %(article)s."),
    "stores.no_price": _("%(article)s has no price at your centre. Write the price each that you have agreed on."),
    "stores.nothing_to_pass_on": _("No other centre is to take over %(number)s today."),
    "stores.decided_elsewhere": _("It was decided in the system before, without the facts that the agreement asks for. Decide it anew."),
    "stores.answers_open": _("The agreement leaves open who answers for it now: %(because)s"),
    "stores.no_centre_answers": _("No single device centre of the county serves the one that is to pay for it."),
    "stores.not_rented_there": _("%(centre)s does not rent out its article %(article)s today: it has no rent, or sells it."),
    "stores.no_home": _("%(centre)s has no central store to send it to. Ask them to register one."),
    "stocktaking.no_stocktake": _("There is no such stocktake among those of your centre."),
    "stocktaking.illegal_step": _("A stocktake that is %(state)s cannot be %(wanted)s."),
    "stocktaking.bad_quantity": _("Write how many there are, from 0 to %(most)s."),
    "stocktaking.own_count": _("You have started, counted or compared this stocktake yourself. Someone else approves it."),
    "stocktaking.counted_already": _("%(store)s is being counted already (area: %(area)s). Finish that stocktake, or choose another area."),
    "stocktaking.not_counting": _("Nothing more is counted: the stocktake is %(state)s."),
    "stocktaking.other_centre": _("%(number)s belongs to %(centre)s. Put it aside and send it home."),
    "stocktaking.unknown_number": _("Nothing has the number %(number)s. Put it aside and ask the desk."),
    "stocktaking.how_many": _("%(article)s is counted in pieces. Write how many there are."),
    "stocktaking.not_counted": _("Not counted yet: %(articles)s. Count them, with 0 when there are none."),
    "stocktaking.count_again": _("More of %(article)s has been picked since than the count leaves. Count it again."),
}
