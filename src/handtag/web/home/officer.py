"""A municipal device officer's start page: what the principal pays this month against the last, and why. No persons."""

from datetime import date
from typing import Any

from handtag.apps.billing import queries as billing
from handtag.apps.billing.queries_month import figures
from handtag.apps.orders.queries_payer import decisions_paid_by
from handtag.apps.rentals.queries import lent_count
from handtag.domain.access import Viewer
from handtag.domain.values.period import Month
from handtag.web.home.money import tiles

SHOWN = 10


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    return {
        **tiles(figures(viewer, Month.of(on), on)),
        "lent": lent_count(viewer),
        "decisions": list(decisions_paid_by(viewer)[:SHOWN]),
        "invoices": list(billing.latest_invoices(viewer)[:SHOWN]),
    }
