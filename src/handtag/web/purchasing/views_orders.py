"""Purchase orders: the list, one order, what a buyer does with it, and the order on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.purchasing import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.purchasing.orders import OPEN_STATES, is_late
from handtag.domain.values.errors import NotFound
from handtag.usecases.purchasing.ask_exception import AskException, ask_exception
from handtag.usecases.purchasing.cancel_purchase import CancelPurchase, cancel_purchase
from handtag.usecases.purchasing.change_purchase_line import ChangePurchaseLine, change_purchase_line
from handtag.usecases.purchasing.confirm_purchase import ConfirmPurchase, confirm_purchase
from handtag.usecases.purchasing.place_purchase_order import PlacePurchaseOrder, place_purchase_order
from handtag.usecases.words_purchasing import OUTSIDE_REASONS
from handtag.web.purchasing import printing
from handtag.web.purchasing.forms import AskForm, CancelForm, ConfirmForm, LineForm, PlaceForm
from handtag.web.purchasing.words import stop_word, timeline, view_tabs
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.spreadsheet import csv_answer
from handtag.web.ui.states import look
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", _lazy("Number"), sort=True, primary=True),
    Column("supplier", _lazy("Supplier"), sort=True),
    Column("state", _lazy("State"), kind="status", sort=True),
    Column("ordered", _lazy("Ordered"), kind="date", sort=True),
    Column("promised", _lazy("Expected"), kind="date", sort=True),
    Column("lines", _lazy("Lines"), kind="number"),
    Column("worth", _lazy("Worth"), kind="number"),
)
LINE_COLUMNS = Columns(
    Column("article", _lazy("Article"), primary=True),
    Column("agreement", _lazy("Agreement")),
    Column("quantity", _lazy("Quantity"), kind="number"),
    Column("price", _lazy("Price each"), kind="number"),
    Column("state", _lazy("State"), kind="status"),
    Column("promised", _lazy("Expected"), kind="date"),
    Column("taken", _lazy("Taken in"), kind="number"),
    Column("left", _lazy("To come"), kind="number"),
)


@signed_in(Permission.PURCHASE)
def order_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Purchase orders by what is to be done with them; the same rows as a file."""
    counts = queries.view_counts(viewer, today())
    asked = request.GET.get("visa", "coming")
    chosen = queries.OrderFilter(asked if asked in queries.VIEWS else "coming", request.GET.get("q", "").strip()[:60])
    sort = COLUMNS.sort_from(request.GET.get("sort", ""), "-number")
    rows = queries.orders_for_list(viewer, today(), chosen, sort)
    if request.GET.get("format") == "csv":
        heads = [column.label for column in COLUMNS]
        return csv_answer(_("purchase-orders"), heads, (_file_row(row) for row in rows))
    shown = {"columns": COLUMNS, "page": page_of(request, rows), "sort": sort, "chosen": chosen, "tabs": view_tabs(counts, chosen.view)}
    return render_page(request, "purchasing/orders.html", shown, partial="purchases")


def _file_row(row: Any) -> list[object]:
    state = look("purchase", row.state).word
    return [row.number, row.supplier.name, state, row.ordered_on, row.promised_on, row.lines_count, row.worth_ore // 100]


@signed_in(Permission.PURCHASE)
def order(request: HttpRequest, viewer: Viewer, purchase_number: str) -> HttpResponse:
    """One order: as a draft its lines are changed and sent, then confirmed, followed and cancelled."""
    return render_page(request, "purchasing/order.html", _shown(viewer, purchase_number))


@require_POST
@signed_in(Permission.PURCHASE)
def line(request: HttpRequest, viewer: Viewer, purchase_number: str, purchase_line: int) -> HttpResponse:
    """Quantity and price of a draft's line."""
    form = LineForm(request.POST, auto_id=f"line{purchase_line}-%s")
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = ChangePurchaseLine(purchase_number, purchase_line, given["quantity"], given["price_ore"])
            perform(viewer, change_purchase_line, data, form=form)
            return see_other(request, "purchasing:order", purchase_number, message=_("Changed."))
    return render_page(request, "purchasing/order.html", _shown(viewer, purchase_number, lines={purchase_line: form}), form=form)


@require_POST
@signed_in(Permission.PURCHASE)
def ask(request: HttpRequest, viewer: Viewer, purchase_number: str, purchase_line: int) -> HttpResponse:
    """An exception for a line that the agreements stop."""
    form = AskForm(request.POST, auto_id=f"ask{purchase_line}-%s")
    if form.is_valid():
        with refusals_on(form):
            data = AskException(purchase_number, purchase_line, form.cleaned_data["reason"], form.cleaned_data["note"])
            perform(viewer, ask_exception, data, form=form)
            return see_other(request, "purchasing:order", purchase_number, message=_("Asked. Somebody else decides."))
    return render_page(request, "purchasing/order.html", _shown(viewer, purchase_number, asks={purchase_line: form}), form=form)


@require_POST
@signed_in(Permission.PURCHASE)
def deed(request: HttpRequest, viewer: Viewer, purchase_number: str, name: str) -> HttpResponse:
    """The whole order is sent, confirmed or cancelled."""
    shown = _shown(viewer, purchase_number)
    form = _forms(shown["order"], request.POST)[name]
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            if name == "place":
                perform(viewer, place_purchase_order, PlacePurchaseOrder(purchase_number, given["note"]), form=form)
            elif name == "confirm":
                perform(viewer, confirm_purchase, ConfirmPurchase(purchase_number, form.said, given["supplier_reference"]), form=form)
            else:
                perform(viewer, cancel_purchase, CancelPurchase(purchase_number, given["note"], tuple(given["line_ids"])), form=form)
            return see_other(request, "purchasing:order", purchase_number, message=str(SAID[name]))
    return render_page(request, "purchasing/order.html", {**shown, "forms": {**shown["forms"], name: form}}, form=form)


SAID = {
    "place": _lazy("Ordered. Print it or send the file to the supplier."),
    "confirm": _lazy("The supplier's day is kept."),
    "cancel": _lazy("Cancelled."),
}


@signed_in(Permission.PURCHASE)
def paper(request: HttpRequest, viewer: Viewer, purchase_number: str) -> HttpResponse:
    """The order as PDF, for the supplier."""
    return printing.purchase_order(viewer, queries.order_for_page(viewer, purchase_number))


@signed_in(Permission.PURCHASE)
def electronic(request: HttpRequest, viewer: Viewer, purchase_number: str) -> HttpResponse:
    """The order as a file for the access point (Peppol)."""
    made = printing.electronic_order(viewer, queries.order_for_page(viewer, purchase_number))
    if made is None:
        raise NotFound("purchasing.no_electronic_order", number=purchase_number)
    answer = HttpResponse(made, content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{purchase_number}.xml"'
    return answer


def _shown(viewer: Viewer, number: str, lines: dict[int, Any] | None = None, asks: dict[int, Any] | None = None) -> dict[str, Any]:
    found: Any = queries.order_for_page(viewer, number)
    rows: list[dict[str, Any]] = [
        {
            "line": row,
            "stop": stop_word(row.stop) if row.stop else "",
            "reason": OUTSIDE_REASONS.get(row.outside_reason, ""),
            "is_late": is_late(row.state, row.promised_on, row.left, today()),
            "form": (lines or {}).get(row.pk) or LineForm(initial={"quantity": row.quantity}, auto_id=f"line{row.pk}-%s"),
            "ask": (asks or {}).get(row.pk) or AskForm(auto_id=f"ask{row.pk}-%s"),
        }
        for row in found.lines.all()
    ]
    return {
        "order": found,
        "rows": rows,
        "stopped": [row for row in rows if row["stop"] and not row["line"].approved_by],
        "columns": LINE_COLUMNS,
        "events": timeline(found.lines.all()),
        "forms": _forms(found),
        "is_draft": found.state == "draft",
        "is_electronic": printing.electronic_order(viewer, found) is not None,
    }


def _forms(found: Any, posted: Any = None) -> dict[str, Any]:
    """What can be done with the whole order as it stands."""
    lines = list(found.lines.all())
    coming = [row for row in lines if row.state in OPEN_STATES and row.left > 0]
    undone = [row for row in lines if row.state != "cancelled" and row.left > 0]
    return {
        "place": PlaceForm(posted, auto_id="place-%s"),
        "confirm": ConfirmForm(posted, lines=coming, auto_id="confirm-%s"),
        "cancel": CancelForm(posted, lines=undone, auto_id="cancel-%s"),
    }
