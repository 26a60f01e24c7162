"""A month against the one before it, as tiles."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from handtag.apps.billing.queries_month import MonthFigures
from handtag.web.ui.text import kronor


class Tile(NamedTuple):
    label: str
    value: str
    note: str


def tiles(month: MonthFigures) -> dict[str, Any]:
    """The month so far; what rent runs to today is counted the way the closing will charge it."""
    total = month.total
    parts = [(_("Rent so far"), "rent"), (_("Sold so far"), "sale"), (_("Credited so far"), "credit"), (_("Together"), "total")]
    shown = [
        Tile(label, kronor(getattr(total.now, part)), _("last month %(sum)s") % {"sum": kronor(getattr(total.before, part))})
        for label, part in parts
    ]
    return {"tiles": shown, "month": month.month, "until": month.until}
