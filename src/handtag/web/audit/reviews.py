"""Reviews of the access log: begin one, look at its rows one by one, sign its protocol, take it out as a file."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.access.queries import names_of
from handtag.apps.audit import queries_reviews as queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.readings import KEPT_YEARS
from handtag.usecases.audit.export_review import ExportReview, export_review
from handtag.usecases.audit.open_reviewed_entry import OpenReviewedEntry, open_reviewed_entry
from handtag.usecases.audit.record_finding import RecordFinding, record_finding
from handtag.usecases.audit.sign_review import SignReview, sign_review
from handtag.usecases.audit.start_review import StartReview, start_review
from handtag.usecases.words import word
from handtag.web.audit import listing, words
from handtag.web.audit.forms import FindingForm, SignForm, StartReviewForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.spreadsheet import table_answer
from handtag.web.ui.parts import Crumb, Tab


@signed_in(Permission.REVIEW_LOG)
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = page_of(request, queries.reviews_for_list(viewer))
    names = names_of(viewer, {one.started_by for one in page})
    shown = [(one, names.get(one.started_by, one.started_by)) for one in page]
    return render_page(request, "audit/list.html", {"page": page, "reviews": shown, "columns": listing.REVIEWS, "years": KEPT_YEARS})


@signed_in(Permission.REVIEW_LOG)
def start(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    initial = {
        "first_day": today() - timedelta(days=30), "last_day": today() - timedelta(days=1), "rules": list(words.RULES),
        "sample_size": 20, "lookups_per_hour": 30, "days_until_act": 30,
    }  # fmt: skip
    form = bound(StartReviewForm, request, initial=initial)
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            key = perform(viewer, start_review, StartReview(**{**given, "rules": tuple(given["rules"])}), form=form)
            return see_other(request, "audit:review", key)
    return render_page(request, "audit/start.html", {"crumbs": _crumbs(_("New review"))}, form=form)


@signed_in(Permission.REVIEW_LOG)
def review(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """The protocol: what is reviewed, its rows, and the signature. As a file: every row and column."""
    found = queries.review_for_page(viewer, key)
    if request.GET.get("format") in {"csv", "xlsx"}:
        return _file(viewer, key, request.GET["format"])
    form = bound(SignForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, sign_review, SignReview(key, form.cleaned_data["summary"]), form=form)
            return see_other(request, "audit:review", key, message=_("The review is signed."))
    columns = listing.ROWS.choosing(request.GET.getlist("kolumn"))
    left, sort = request.GET.get("visa") == "kvar", columns.sort_from(request.GET.get("sort", ""), "at")
    page = page_of(request, queries.rows_of(viewer, key, only_left=left, sort=sort))
    shown = {"review": found, "page": page, "rows": listing.named_rows(viewer, page), "columns": columns, "sort": sort}
    shown |= {"rules": words.rules(found.rules) if found.rules else [], "next": queries.next_left(viewer, key), "tabs": _tabs(left=left)}
    shown |= {"names": _signers(viewer, found), "crumbs": _crumbs(_("Review"))}
    return render_page(request, "audit/review.html", shown, partial="rows", form=form)


@signed_in(Permission.REVIEW_LOG)
def row(request: HttpRequest, viewer: Viewer, key: UUID, entry_id: int) -> HttpResponse:
    """One reading: who was read about is shown here, and that is logged."""
    person = perform(viewer, open_reviewed_entry, OpenReviewedEntry(key, entry_id))
    found, findings = queries.row_for_page(viewer, key, entry_id)
    form = bound(FindingForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = RecordFinding(key, entry_id, form.cleaned_data["verdict"], form.cleaned_data["note"])
            perform(viewer, record_finding, given, form=form)
            following = queries.next_left(viewer, key)
            return see_other(request, "audit:row", key, following) if following else see_other(request, "audit:review", key)
    names = names_of(viewer, {one.found_by for one in findings})
    shown = {"row": listing.named_rows(viewer, [found])[0], "person": person, "review": queries.review_for_page(viewer, key)}
    shown["emergency"] = word(person.emergency)
    shown |= {"findings": [(one, words.said(words.VERDICTS, one.verdict), names.get(one.found_by, "")) for one in findings]}
    return render_page(request, "audit/row.html", {**shown, "crumbs": _crumbs(_("Review"), reverse("audit:review", args=[key]))}, form=form)


def _file(viewer: Viewer, key: UUID, kind: str) -> HttpResponse:
    perform(viewer, export_review, ExportReview(key, kind))
    heads, rows = listing.in_file(listing.ROWS, listing.named_rows(viewer, queries.rows_of(viewer, key)))
    return table_answer(kind, _("log-review"), heads, rows)


def _tabs(*, left: bool) -> list[Tab]:
    return [Tab(_("All rows"), "?", current=not left), Tab(_("Not looked at"), "?visa=kvar", current=left)]


def _signers(viewer: Viewer, found: object) -> dict[str, str]:
    signature = getattr(found, "signature", None)
    codes = {"started": getattr(found, "started_by", ""), "signed": signature.signed_by if signature else ""}
    names = names_of(viewer, codes.values())
    return {role: names.get(code, code) for role, code in codes.items()}


def _crumbs(label: str, *parents: str) -> list[Crumb]:
    return [
        Crumb(_("The log"), reverse("audit:list")),
        *(Crumb(_("Review"), url) for url in parents),
        Crumb(_("Row") if parents else label),
    ]
