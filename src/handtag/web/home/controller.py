"""A controller's start page: months to close and to invoice, the latest invoices and credits."""

from datetime import date
from typing import Any

from handtag.apps.billing import queries as billing
from handtag.apps.billing.queries_month import figures
from handtag.domain.access import Viewer
from handtag.domain.billing import keeps_books_of
from handtag.domain.values.period import Month
from handtag.web.home.money import tiles

SHOWN = 10


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    keeps_books = keeps_books_of(viewer, viewer.centre_id)
    return {
        **tiles(figures(viewer, Month.of(on), on)),
        "keeps_books": keeps_books,
        "to_close": billing.open_months(viewer, on) if keeps_books else [],
        "to_invoice": billing.months_to_invoice(viewer) if keeps_books else [],
        "invoices": list(billing.latest_invoices(viewer)[:SHOWN]),
        "credits": list(billing.latest_credits(viewer)[:SHOWN]),
    }
