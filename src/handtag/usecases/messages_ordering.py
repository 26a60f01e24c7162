"""The sentences of refused orders that came with delivery in parts, equipment, standing prescriptions and attachments."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORDERING: dict[str, str | Promise] = {
    "ordering.unknown_opt_out": _("Choose why no equivalent will do: %(valid)s."),
    "ordering.chain_is_binding": _(
        "The county has decided that the oldest equivalent is delivered. Only the person's need is a reason for another article."
    ),
    "ordering.waits_for_the_rest": _("Everything on order %(order)s is to come together. Pick the rest, or split the order."),
    "ordering.other_package": _("The package is not of %(article)s."),
    "ordering.unknown_lot": _("No lot %(lot)s of %(article)s is in the store."),
    "ordering.lot_expired": _("The last day of lot %(lot)s was %(on)s. It goes to nobody."),
    "ordering.nothing_to_split": _("No line of order %(order)s waits for another."),
    "ordering.unknown_postponement": _("Choose why it comes on another day: %(valid)s."),
    "ordering.unknown_undelivered": _("Choose why it did not arrive: %(valid)s."),
    "ordering.bad_new_day": _("%(on)s cannot be promised. Choose a day after %(today)s, within a year."),
    "ordering.same_day": _("%(day)s is what was promised already."),
    "ordering.not_changeable": _("Order %(order)s is %(state)s and can no longer be changed."),
    "ordering.main_line": _("%(article)s is what the order is for. Cancel the whole order instead."),
    "ordering.nothing_left": _("Nothing would be left of order %(order)s. Cancel it instead."),
    "ordering.no_accessories_here": _("Order %(order)s has no main device that accessories could fit. Place another order."),
    "ordering.says_so_already": _("That is what the line says already."),
    "ordering.not_used_up": _("%(article)s is not used up, so it is ordered once."),
    "ordering.bad_interval": _("Choose between %(least)s and %(most)s days."),
    "ordering.bad_valid_to": _("Choose a last day from %(today)s to %(latest)s. Then the need is assessed again."),
    "ordering.standing_over": _("The prescription was valid until %(valid_to)s. The prescriber can renew it."),
    "ordering.withdrawn_lately": _("The last withdrawal was on %(last)s. The next can be made on %(earliest)s."),
    "ordering.no_standing": _("There is no such standing prescription at your unit."),
    "ordering.standing_already": _("There is a standing prescription already. End it first."),
    "ordering.standing_ended": _("The standing prescription was ended on %(on)s."),
    "ordering.nothing_asked_for": _("Add something to order first."),
    "ordering.long_name": _("A name has at most %(longest)s characters."),
    "ordering.order_is_cancelled": _("Order %(order)s is cancelled."),
    "ordering.title_missing": _("Say in a few words what the file shows."),
    "ordering.too_many_files": _("Order %(order)s has %(most)s files already. Take one away first."),
    "ordering.no_attachment": _("There is no such file with the order."),
    "ordering.bad_address": _("That is not an e-mail address."),
    "ordering.owned_elsewhere": _("%(device)s belongs to %(owner)s. To hand it out, buy it of them first; otherwise send it home."),
    "ordering.no_sheet": _("There is no such template at your unit."),
}
