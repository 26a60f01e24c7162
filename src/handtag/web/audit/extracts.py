"""Extracts of the access log for the persons it is about: made on request, printed or sent as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.access.queries import names_of
from handtag.apps.audit.queries_reviews import extracts_for_list
from handtag.apps.organisations.queries import issuers
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.domain.values.readings import KEPT_YEARS
from handtag.usecases.audit.make_extract import MakeExtract, make_extract
from handtag.usecases.audit.open_extract import OpenExtract, open_extract
from handtag.usecases.messages import sentence
from handtag.web.audit import listing
from handtag.web.audit.forms import ExtractForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.spreadsheet import table_answer
from handtag.web.ui.parts import Crumb


@signed_in(Permission.REVIEW_LOG)
def make(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The number goes in by POST; what is found has an address of its own that says nothing about the person."""
    form = bound(ExtractForm, request, issuers=issuers(viewer))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            try:
                key = perform(viewer, make_extract, MakeExtract(**form.given))
            except NotFound as nobody:
                form.refuse(sentence(nobody), field="personnummer")
            else:
                return see_other(request, "audit:extract", key)
    page = page_of(request, extracts_for_list(viewer))
    names = names_of(viewer, {one.made_by for one in page})
    shown = {"page": page, "extracts": [(one, names.get(one.made_by, "")) for one in page], "years": KEPT_YEARS}
    return render_page(request, "audit/extracts.html", {**shown, "crumbs": _crumbs()}, form=form)


@signed_in(Permission.REVIEW_LOG)
def extract(request: HttpRequest, viewer: Viewer, extract_key: UUID) -> HttpResponse:
    """The extract as the person gets it: to print, or as a file."""
    found = perform(viewer, open_extract, OpenExtract(extract_key))
    rows = listing.extract_rows(viewer, found.rows)
    if request.GET.get("format") in {"csv", "xlsx"}:
        heads, cells = listing.in_file(listing.EXTRACT, rows)
        return table_answer(request.GET["format"], _("log-extract"), heads, cells)
    shown = {"extract": found, "rows": rows, "columns": listing.EXTRACT, "crumbs": [*_crumbs(), Crumb(_("Extract"))]}
    return render_page(request, "audit/extract.html", shown)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("The log"), reverse("audit:list")), Crumb(_("Extracts"), reverse("audit:extracts"))]
