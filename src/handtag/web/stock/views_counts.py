"""Stocktakes: begin, count blind, see what differs, and have another approve it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.stores import queries, queries_counts
from handtag.domain.access import Permission, Viewer
from handtag.usecases.stores.abandon_stocktake import AbandonStocktake, abandon_stocktake
from handtag.usecases.stores.approve_stocktake import ApproveStocktake, approve_stocktake
from handtag.usecases.stores.compare_stocktake import CompareStocktake, compare_stocktake
from handtag.usecases.stores.count_goods import CountGoods, Seen, count_goods
from handtag.usecases.stores.recount_stocktake import RecountStocktake, recount_stocktake
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.stock.forms_stores import CountForm, StartCountForm
from handtag.web.stock.views import as_refusal, refused
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

COUNTS = Columns(
    Column("what", _lazy("Counted"), primary=True),
    Column("article", _lazy("Article")),
    Column("pieces", _lazy("Pieces"), kind="number"),
    Column("bin", _lazy("Bin")),
)
DIFFERENCES = Columns(
    Column("cause", _lazy("Difference"), kind="status"),
    Column("what", _lazy("Device or article"), primary=True),
    Column("name", _lazy("Article")),
    Column("expected", _lazy("In the books"), kind="number"),
    Column("counted", _lazy("Counted"), kind="number"),
    Column("value", _lazy("Value"), kind="number"),
    Column("outcome", _lazy("Outcome"), kind="status"),
)
STEPS: dict[str, Callable[[Viewer, int, CommandForm], object]] = {
    "compare": lambda viewer, pk, form: perform(viewer, compare_stocktake, CompareStocktake(pk), form=form),
    "recount": lambda viewer, pk, form: perform(viewer, recount_stocktake, RecountStocktake(pk), form=form),
    "abandon": lambda viewer, pk, form: perform(viewer, abandon_stocktake, AbandonStocktake(pk), form=form),
    "approve": lambda viewer, pk, form: perform(viewer, approve_stocktake, ApproveStocktake(pk), form=form),
}
SAID = {
    "compare": _lazy("The counting is compared with the books."),
    "recount": _lazy("Count what differs once more."),
    "abandon": _lazy("The stocktake is put away. Nothing has been changed."),
    "approve": _lazy("The stocktake is approved, and the stock is put right."),
}


@signed_in(Permission.HANDLE_STOCK)
def start(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    page = queries.store_page(viewer, code)
    form = StartCountForm(request.POST if request.method == "POST" else None, initial={"kind": "continuous"})
    if form.is_bound and form.is_valid():
        data = StartStocktake(code, form.cleaned_data["area"], form.cleaned_data["kind"])
        with refusals_on(form):
            return see_other(request, "stock:stocktake", perform(viewer, start_stocktake, data, form=form))
    return render_page(request, "stock/start_stocktake.html", {"page": page}, form=form)


@signed_in(Permission.READ_DEVICE)
def stocktake(request: HttpRequest, viewer: Viewer, stocktake_id: int) -> HttpResponse:
    """While it is counted: the scan box and what was counted. After that: what differs, and what can be done about it."""
    found = queries_counts.stocktake_for_page(viewer, stocktake_id)
    if found.state != "counting" or not viewer.may(Permission.HANDLE_STOCK):
        return render_page(request, "stock/differences.html", _differing(viewer, found))
    form = CountForm(request.POST if request.method == "POST" else None, initial={"bin": request.GET.get("plats", "")[:20]})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form), as_refusal():
            seen = perform(viewer, count_goods, CountGoods(found.pk, given["number"], given["quantity"], given["bin"]), form=form)
            on = f"{reverse('stock:stocktake', args=[found.pk])}?{urlencode({'plats': given['bin']})}"
            return see_other(request, on, message=_said(seen))
    return render_page(request, "stock/counting.html", _counting(found), form=form)


@require_POST
@signed_in(Permission.READ_DEVICE)
def step(request: HttpRequest, viewer: Viewer, stocktake_id: int, name: str) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            STEPS[name](viewer, stocktake_id, form)
            return see_other(request, "stock:stocktake", stocktake_id, message=str(SAID[name]))
    found = queries_counts.stocktake_for_page(viewer, stocktake_id)
    counting = found.state == "counting"
    shown = {**_counting(found), "form": CountForm()} if counting else _differing(viewer, found)
    return refused(request, "stock/counting.html" if counting else "stock/differences.html", shown, form)


def _counting(found: Any) -> dict[str, Any]:
    return {"page": queries_counts.counting(found), "columns": COUNTS, "step_form": CommandForm(auto_id=False)}


def _differing(viewer: Viewer, found: Any) -> dict[str, Any]:
    may = {"may_handle": viewer.may(Permission.HANDLE_STOCK), "may_approve": viewer.may(Permission.APPROVE_STOCKTAKE)}
    shown = {"page": queries_counts.differing(viewer, found), "columns": DIFFERENCES, **may}
    return {**shown, "forms": {name: CommandForm(auto_id=False) for name in STEPS}}


def _said(seen: Seen) -> str:
    if seen.again:
        return _("%(number)s was counted already.") % {"number": seen.device_number}
    if seen.device_number:
        return _("%(number)s counted: %(article)s.") % {"number": seen.device_number, "article": seen.article_name}
    return _("%(n)s of %(article)s counted.") % {"n": seen.quantity, "article": seen.article_name}
