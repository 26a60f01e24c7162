"""A month's invoices by payer, and one invoice with its lines."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.billing import queries
from handtag.apps.billing.queries_month import figures
from handtag.domain.access import Permission, Viewer
from handtag.domain.billing import keeps_books_of
from handtag.domain.values.period import Month
from handtag.web.billing import listing
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, render_page
from handtag.web.shell.spreadsheet import csv_answer
from handtag.web.ui.parts import Crumb, Tab
from handtag.web.ui.states import STATES


@signed_in(Permission.READ_INVOICE)
def invoice_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A month: each payer against the month before, and the invoices."""
    month = _asked(request.GET.get("manad", ""))
    columns = listing.INVOICES.choosing(request.GET.getlist("kolumn"))
    sort = columns.sort_from(request.GET.get("sort", ""), "payer")
    rows = queries.invoices_for_list(viewer, month, sort)
    if request.GET.get("format") == "csv":
        return csv_answer(f"{_('invoices')}-{month}", listing.heads(columns), listing.file_rows(columns, listing.INVOICE_CELLS, rows))
    shown = {"columns": columns, "page": page_of(request, rows), "sort": sort, "figures": figures(viewer, month, today()), "month": month}
    shown |= {"payer_columns": listing.PAYERS, "months": _months(viewer, month), "keeps_books": _keeps_books(viewer)}
    return render_page(request, "billing/list.html", shown, partial="invoices")


@signed_in(Permission.READ_INVOICE)
def invoice(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One invoice: its sums, and each line one click from what it rests on. As a file: the same lines."""
    found = queries.invoice_for_page(viewer, number)
    kind = request.GET.get("visa", "") if request.GET.get("visa", "") in STATES["charge"] else ""
    columns = listing.LINES.choosing(request.GET.getlist("kolumn"))
    sort = columns.sort_from(request.GET.get("sort", ""), "article")
    lines = queries.lines_of(viewer, found, kind, sort)
    if request.GET.get("format") == "csv":
        return csv_answer(f"{_('invoice')}-{number}", listing.heads(columns), listing.file_rows(columns, listing.LINE_CELLS, lines))
    sums = queries.sums_of_invoice(viewer, found)
    shown = {"invoice": found, "sums": sums, "columns": columns, "page": page_of(request, lines, 100), "sort": sort, "tabs": _tabs(kind)}
    shown |= {"month": Month.of(found.month.first_day), "crumbs": [Crumb(_("Invoices"), reverse("billing:list")), Crumb(number)]}
    return render_page(request, "billing/invoice.html", {**shown, "sum_lines": _sum_lines(sums)}, partial="lines")


def _asked(text: str) -> Month:
    """The month of the address; anything else is the month that is now."""
    try:
        return Month.parse(text)
    except ValueError:
        return Month.of(today())


def _months(viewer: Viewer, month: Month) -> list[Tab]:
    known = sorted({*queries.months(viewer), Month.of(today()), month}, reverse=True)
    near = [one for one in known if abs(_ordinal(one) - _ordinal(month)) <= 6]
    return [Tab(str(one), f"?manad={one}", current=one == month) for one in near]


def _ordinal(month: Month) -> int:
    return month.year * 12 + month.month


def _keeps_books(viewer: Viewer) -> bool:
    return viewer.may(Permission.CLOSE_MONTH) and keeps_books_of(viewer, viewer.centre_id)


def _tabs(kind: str) -> list[Tab]:
    kinds = [("", _("All")), *((name, str(look.word)) for name, look in STATES["charge"].items())]
    return [Tab(word, f"?visa={name}" if name else "?", current=name == kind) for name, word in kinds]


def _sum_lines(sums: Any) -> list[tuple[str, int]]:
    return [(_("Rent"), sums.rent), (_("Sold"), sums.sale), (_("Credited"), sums.credit)]
