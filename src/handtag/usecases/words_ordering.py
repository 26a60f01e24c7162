"""What the codes of orders are called: why no equivalent will do, and why it comes on another day or did not arrive."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

OPT_OUT_REASONS: dict[str, Text] = {
    "tried_out": _("This very article has been tried out"),
    "measurements": _("The person's size or weight asks for it"),
    "fits_equipment": _("It must fit what the person already has"),
    "environment": _("The home or the car asks for it"),
    "preference": _("The person prefers it"),
}
POSTPONE_REASONS: dict[str, Text] = {
    "supplier_late": _("The supplier delivers later"),
    "waits_for_repair": _("It is being repaired"),
    "transport_failed": _("The transport did not arrive"),
    "nobody_home": _("Nobody was there to receive it"),
    "asked_by_orderer": _("You have asked for it"),
}
UNDELIVERED_REASONS: dict[str, Text] = {
    "nobody_home": _("Nobody was there to receive it"),
    "refused_at_door": _("It was refused at the door"),
    "wrong_address": _("The address was wrong"),
    "transport_failed": _("The transport did not arrive"),
}
