"""What the codes of counted goods are called: why pieces are scrapped or sent back."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

SCRAP_REASONS: dict[str, Text] = {
    "expired": _("The last day has passed"),
    "damaged": _("Damaged"),
    "contaminated": _("Dirty or opened"),
    "recalled": _("Recalled by the maker"),
    "obsolete": _("No longer used"),
}
SEND_BACK_REASONS: dict[str, Text] = {
    "faulty": _("Faulty"),
    "wrong_goods": _("Other goods than were ordered"),
    "recalled": _("Recalled by the maker"),
    "surplus": _("More than were ordered"),
}
