"""Lists and calculations, a new list, and what to count on it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.agreements.queries import published_versions
from handtag.apps.analysis import queries
from handtag.apps.organisations.queries import county_agreement
from handtag.domain.access import Permission, Viewer
from handtag.domain.cost_shift.headings import guess, heading_row
from handtag.files.device_lists import ListFileError, read_csv, read_table, write_csv
from handtag.usecases.analysis.keep_charges import KeepCharges, keep_charges
from handtag.usecases.analysis.keep_list import KeepList, keep_list
from handtag.usecases.analysis.run_shift import RunShift, run_shift
from handtag.web.analysis.forms import ChargesForm, ListForm, PrepareForm
from handtag.web.analysis.preview import Preview
from handtag.web.analysis.words import reason
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb


@signed_in(Permission.ANALYSE_COSTS)
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The calculations that are saved, and the lists to make new ones on."""
    shown = {"page": page_of(request, queries.runs_for(viewer), 25), "lists": queries.lists_for(viewer)[:10]}
    return render_page(request, "analysis/overview.html", shown, partial="runs")


@signed_in(Permission.ANALYSE_COSTS)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A list from a file."""
    form = bound(ListForm, request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            text = write_csv(read_table(file.name, file.read()))
        except ListFileError as error:
            form.add_error("file", f"{error.file}: {reason(f'file.{error.code}').format(row=error.row)}")
        else:
            with refusals_on(form):
                return see_other(request, "analysis:prepare", perform(viewer, keep_list, KeepList(file.name, text), form=form))
    return render_page(request, "analysis/new.html", {"charges_form": ChargesForm(auto_id="months_%s"), **_way()}, form=form)


@signed_in(Permission.ANALYSE_COSTS)
def charges(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A list from one's own charges."""
    form = bound(ChargesForm, request, auto_id="months_%s")
    if form.is_valid():
        asked = KeepCharges(form.cleaned_data["first_month"], form.cleaned_data["last_month"])
        with refusals_on(form, {"billing.no_such_month": "first_month"}):
            return see_other(request, "analysis:prepare", perform(viewer, keep_charges, asked, form=form))
    return render_page(request, "analysis/charges.html", _way(), form=form)


@signed_in(Permission.ANALYSE_COSTS)
def prepare(request: HttpRequest, viewer: Viewer, list_key: UUID) -> HttpResponse:
    """How the list is read, and what to count. The button that only reads again changes nothing."""
    kept = queries.list_for_page(viewer, list_key)
    table = read_csv(queries.text_of(kept))
    heads = table[heading_row(table)]
    columns = queries.columns_last_chosen(viewer, heads) or guess(heads)
    form = bound(PrepareForm, request, versions=_versions(), heads=heads, columns=columns, initial=_first(viewer, kept.name))
    if form.is_valid() and "read" not in request.POST:
        with refusals_on(form, {"analysis.column_missing": "column_cost", "analysis.nothing_to_count": "column_iso_code"}):
            return see_other(request, "analysis:result", perform(viewer, run_shift, _asked(form, list_key), form=form))
    chosen = form.columns if form.is_bound and form.is_valid() else columns
    shown = {"kept": kept, "preview": Preview.of(table, chosen), **_way(Crumb(kept.name))}
    return render_page(request, "analysis/prepare.html", shown, form=form)


def _asked(form: PrepareForm, list_key: UUID) -> RunShift:
    data = form.cleaned_data
    return RunShift(
        list_key,
        data["from_version"],
        data["to_version"],
        form.columns,
        data["title"],
        form.facts,
        _shared(data["shared"]),
        data["prescribed_anyway"],
        data["unmet_need"],
        data["price_index"],
        data["day"],
        data["is_shared"],
    )


def _shared(text: str) -> str | None:
    """The percent, `today` in either language, or None when it is left empty."""
    return "today" if text.strip().casefold() in {"today", "idag", "i dag"} else text.strip() or None


def _versions() -> list[tuple[int, str]]:
    return [(one.pk, f"{one.agreement_id} {one.version}: {one.name}") for one in published_versions()]


def _first(viewer: Viewer, title: str) -> dict[str, object]:
    """What the form proposes: the list's name, and the county's own agreement as that of today."""
    own = county_agreement(viewer)
    today = next((one.pk for one in published_versions() if one.agreement_id == own), None)
    return {"title": title, "from_version": today}


def _way(*last: Crumb) -> dict[str, Any]:
    return {"crumbs": [Crumb(_("Cost shift"), reverse("analysis:overview")), *(last or [Crumb(_("New list"))])]}
