"""What was taken over, and each reconciliation with its totals and differences. No persons: that somebody differs, never who."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from handtag.apps.access.queries import names_of
from handtag.apps.takeover import queries
from handtag.domain.access import Permission, Viewer
from handtag.files.workbooks import workbook
from handtag.usecases.words_takeover import difference_lines, total_lines
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import page_of, render_page
from handtag.web.shell.spreadsheet import xlsx_answer
from handtag.web.takeover import listing
from handtag.web.ui.parts import Crumb

RECONCILED = 20


@signed_in(Permission.TAKE_OVER)
def takeovers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The packages that were taken over at the centre, and the latest reconciliations."""
    page = page_of(request, queries.takeovers_for_list(viewer))
    compared = list(queries.reconciliations_for_list(viewer)[:RECONCILED])
    names = names_of(viewer, [*(one.taken_by for one in page), *(one.compared_by for one in compared)])
    shown: dict[str, Any] = {"page": page, "rows": listing.taken_rows(page, names), "columns": listing.TAKEN}
    shown |= {"compared_columns": listing.RECONCILED}
    shown["compared"] = [{"one": one, "by": names.get(one.compared_by, one.compared_by)} for one in compared]
    return render_page(request, "takeover/list.html", shown)


@signed_in(Permission.TAKE_OVER)
def reconciliation(request: HttpRequest, viewer: Viewer, reconciliation_key: UUID) -> HttpResponse:
    """The totals, those that differ first, and every difference that was kept; as a workbook, the same."""
    found = queries.reconciliation_by_key(viewer, reconciliation_key)
    if request.GET.get("format") == "xlsx":
        sheets = [(_("Totals"), total_lines(found.totals)), (_("Differences"), difference_lines(found.differences))]
        return xlsx_answer(slugify(f"{_('reconciliation')}-{found.made_on}"), workbook(sheets))
    page = page_of(request, found.differences)
    shown: dict[str, Any] = {"found": found, "page": page, "columns": listing.DIFFERENCES, "total_columns": listing.TOTALS}
    shown |= {"totals": listing.total_rows(found.totals), "rows": listing.difference_rows(page), "kept": len(found.differences)}
    shown["crumbs"] = [Crumb(_("Takeover"), reverse("takeover:list")), Crumb(_("Reconciliation"))]
    return render_page(request, "takeover/reconciliation.html", shown)
