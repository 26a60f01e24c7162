"""A price list: in as a file, which column is what, what it would change, and the second person's yes or no."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.access.queries import names_of
from handtag.apps.procurement import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.procurement.lists import VERDICTS
from handtag.domain.values.errors import Conflict
from handtag.files.device_lists import ListFileError, Table, read_table, write_csv
from handtag.files.price_lists import columns_as_before, guessed_columns, list_heading_row
from handtag.usecases.messages import sentence
from handtag.usecases.procurement.approve_prices import ApprovePrices, approve_prices
from handtag.usecases.procurement.keep_price_list import KeepPriceList, keep_price_list
from handtag.usecases.procurement.propose_prices import ProposePrices, propose_prices
from handtag.usecases.procurement.reject_prices import RejectPrices, reject_prices
from handtag.web.procurement import listing, words
from handtag.web.procurement.forms import ApproveForm, ListForm, ReadForm, RejectForm
from handtag.web.procurement.views import way_to
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.spreadsheet import table_answer
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Tab

SAMPLE = 5


@signed_in(Permission.PROCURE)
def new(request: HttpRequest, viewer: Viewer, agreement_key: UUID) -> HttpResponse:
    """A price list from a file."""
    found = queries.agreement_for_page(viewer, agreement_key)
    form = bound(ListForm, request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            text = write_csv(read_table(file.name, file.read()))
        except ListFileError as error:
            form.add_error("file", f"{error.file}: {words.file_reason(error.code, error.row)}")
        else:
            with refusals_on(form):
                key = perform(viewer, keep_price_list, KeepPriceList(found.key, file.name, text), form=form)
                return see_other(request, "procurement:read", key)
    shown = {"agreement": found, "crumbs": way_to(found, _("New price list"))}
    return render_page(request, "procurement/new_list.html", shown, form=form)


@signed_in(Permission.PROCURE)
def read(request: HttpRequest, viewer: Viewer, file_key: UUID) -> HttpResponse:
    """Which column is what, and from which day; then every row gets its verdict."""
    file = queries.file_for_page(viewer, file_key)
    table = queries.table_of(file)
    head = list_heading_row(table)
    before = columns_as_before(table[head], queries.last_headings(viewer, file.agreement))
    columns = before if "number" in before and "price" in before else guessed_columns(table[head])
    form = bound(ReadForm, request, heads=_heads(table, head), columns=columns, initial={"effective_on": today()})
    if form.is_valid():
        asked = ProposePrices(file.key, form.columns, form.cleaned_data["effective_on"], form.cleaned_data["is_complete"])
        with refusals_on(form):
            return see_other(request, "procurement:proposal", perform(viewer, propose_prices, asked, form=form))
    shown = {"file": file, "agreement": file.agreement, "as_before": columns is before, "heads": _heads(table, head)}
    shown |= {"sample": table[head + 1 : head + 1 + SAMPLE], "crumbs": way_to(file.agreement, file.name)}
    return render_page(request, "procurement/read.html", shown, form=form)


@signed_in(Permission.PROCURE)
def proposal(request: HttpRequest, viewer: Viewer, proposal_key: UUID) -> HttpResponse:
    """What the list would change or has changed, row by row; as a file, every row with its verdict."""
    if request.GET.get("format") in {"csv", "xlsx"}:
        found = queries.proposal_for_page(viewer, proposal_key)
        name = slugify(f"{found.file.agreement.number}-{found.effective_on}") or "prices"
        return table_answer(request.GET["format"], name, *listing.verdict_file(queries.verdicts_of(found)))
    return _shown(request, viewer, proposal_key, CommandForm())


@require_POST
@signed_in(Permission.PROCURE)
def approve(request: HttpRequest, viewer: Viewer, proposal_key: UUID) -> HttpResponse:
    form = bound(ApproveForm, request)
    if form.is_valid():
        with refusals_on(form):
            try:
                perform(viewer, approve_prices, ApprovePrices(proposal_key, form.cleaned_data["contents_hash"]), form=form)
            except Conflict as changed:
                form.refuse(str(sentence(changed)))
            else:
                return see_other(request, "procurement:proposal", proposal_key, message=_("The prices are approved."))
    return _shown(request, viewer, proposal_key, form)


@require_POST
@signed_in(Permission.PROCURE)
def reject(request: HttpRequest, viewer: Viewer, proposal_key: UUID) -> HttpResponse:
    form = bound(RejectForm, request)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, reject_prices, RejectPrices(proposal_key, form.cleaned_data["reason"]), form=form)
            return see_other(request, "procurement:proposal", proposal_key, message=_("The price list changes nothing."))
    return _shown(request, viewer, proposal_key, form)


def _shown(request: HttpRequest, viewer: Viewer, key: UUID, form: CommandForm) -> HttpResponse:
    found = queries.proposal_for_page(viewer, key)
    decision, only = queries.decision_on(found), request.GET.get("visa", "")
    names = names_of(viewer, [found.proposed_by, decision.decided_by if decision else ""])
    page = page_of(request, listing.in_order(queries.verdicts_of(found), only))
    word, colour = words.decided(decision)
    changes = sum(found.counts[verdict] for verdict in ("new", "changed", "gone"))
    shown: dict[str, Any] = {"proposal": found, "agreement": found.file.agreement, "decision": decision, "word": word, "colour": colour}
    shown |= {"counts": found.counts, "changes": changes, "tabs": _tabs(found.counts, only), "page": page, "columns": listing.VERDICT}
    shown |= {
        "rows": listing.verdict_rows(page),
        "is_own": found.proposed_by == viewer.code,
        "crumbs": way_to(found.file.agreement, found.file.name),
    }
    shown |= {"proposed_by": names.get(found.proposed_by, ""), "decided_by": names.get(decision.decided_by, "") if decision else ""}
    shown |= {"approving": ApproveForm(initial={"contents_hash": found.contents_hash})}
    shown |= {"rejecting": form if isinstance(form, RejectForm) else RejectForm()}
    return render_page(request, "procurement/proposal.html", shown, partial="verdicts", form=form)


def _heads(table: Table, head: int) -> Sequence[str]:
    """The headings, as many as the widest row has cells."""
    widest = max(map(len, table))
    return [*table[head], *[""] * (widest - len(table[head]))]


def _tabs(counts: Mapping[str, int], only: str) -> list[Tab]:
    every = [Tab(_("All"), "?", counts["read"] + counts["gone"] + counts["kept"], only not in VERDICTS)]
    return every + [Tab(str(words.VERDICTS[one][0]), f"?visa={one}", counts[one], only == one) for one in VERDICTS if counts[one]]
