"""The stores' work on orders, many at a time: pick by scanning, send, confirm deliveries."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.orders import queries_work as work
from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Viewer
from handtag.domain.ordering import GOODS
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.stock.forms import DeliveredForm, ScanForm
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Tab
from handtag.web.ui.tables import Column, Columns

STEPS = (("picking", _lazy("Pick")), ("sending", _lazy("Send")), ("confirming", _lazy("Confirm delivery")))
PICK_COLUMNS = Columns(
    Column("place", _lazy("Location and bin"), primary=True),
    Column("device", _lazy("Device")),
    Column("article", _lazy("Article")),
    Column("quantity", _lazy("Quantity"), kind="number"),
    Column("order", _lazy("Order")),
    Column("to", _lazy("To")),
    Column("promised", _lazy("Promised"), kind="date"),
    Column("do", _lazy("Do"), kind="actions"),
)


@signed_in(Permission.HANDLE_STOCK)
def picking(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The pick list, shelf by shelf. A scanned number is picked at once; any other device than the reserved one is refused."""
    form = bound(ScanForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form, {"ordering.illegal_step": "number", "ordering.other_device": "number"}):
            if order := _pick_scanned(viewer, form):
                return see_other(request, "stock:picking", message=_("Picked for order %(number)s.") % {"number": order})
    return render_page(request, "stock/picking.html", _pick_list(request, viewer), form=form)


def _pick_list(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    place = request.GET.get("plats", "")[:20]
    page = page_of(request, work.lines_to_pick(viewer, place), 100)
    rows = [(line, CommandForm(auto_id=False)) for line in page]
    return {
        "columns": PICK_COLUMNS,
        "page": page,
        "rows": rows,
        "place": place,
        "places": stock.locations(viewer),
        "today": today(),
        "tabs": _tabs(viewer, "picking"),
    }


def _pick_scanned(viewer: Viewer, form: ScanForm) -> str:
    """The order the device was picked for; empty, with the reason at the field, when nothing waits for it."""
    number = form.cleaned_data["number"]
    device = stock.scanned(viewer, number)
    line = work.line_of_device(viewer, device) if device is not None else None
    if device is None or line is None or line.order.kind not in GOODS:
        form.refuse(_("No order waits for %(number)s. Put it back and check the list.") % {"number": number}, field="number")
        return ""
    perform(viewer, pick_line, PickLine(line.order.number, device_number=device.number))
    return str(line.order.number)


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def pick_pieces(request: HttpRequest, viewer: Viewer, order_number: str, line_id: int) -> HttpResponse:
    form = CommandForm(request.POST)
    scan = ScanForm()
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, pick_line, PickLine(order_number, line_id=line_id), form=form)
            return see_other(request, "stock:picking", message=_("Picked for order %(number)s.") % {"number": order_number})
    return render_page(request, "stock/picking.html", {**_pick_list(request, viewer), "form": scan, "wrong": form})


@signed_in(Permission.HANDLE_STOCK)
def sending(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Orders with something picked, by promised day and delivery point."""
    return render_page(request, "stock/sending.html", _to_send(viewer))


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def send(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, send_order, SendOrder(number), form=form)
            return see_other(request, "stock:sending", message=_("Order %(number)s is on its way.") % {"number": number})
    return render_page(request, "stock/sending.html", {**_to_send(viewer), "wrong": form}, form=form)


def _to_send(viewer: Viewer) -> dict[str, Any]:
    rows = [(order, CommandForm(auto_id=False)) for order in work.orders_to_send(viewer)]
    return {"rows": rows, "today": today(), "tabs": _tabs(viewer, "sending")}


@signed_in(Permission.CONFIRM_DELIVERY)
def confirming(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Orders on their way: the day each was delivered, today unless said."""
    return render_page(request, "stock/confirming.html", _to_confirm(viewer))


@require_POST
@signed_in(Permission.CONFIRM_DELIVERY)
def confirm(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One delivery confirmed; a day that cannot be is said, and kept, at its row."""
    form = DeliveredForm(request.POST, auto_id=f"{number}-%s")
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, confirm_delivery, ConfirmDelivery(number, form.cleaned_data["on"]), form=form)
            return see_other(request, "stock:confirming", message=_("The delivery of order %(number)s is confirmed.") % {"number": number})
    return render_page(request, "stock/confirming.html", _to_confirm(viewer, {number: form}), form=form)


def _to_confirm(viewer: Viewer, given: dict[str, Any] | None = None) -> dict[str, Any]:
    forms = given or {}
    rows = [
        (order, forms.get(order.number) or DeliveredForm(initial={"on": today()}, auto_id=f"{order.number}-%s"))
        for order in work.orders_to_confirm(viewer)
    ]
    return {"rows": rows, "wrong": next(iter(forms.values()), None), "tabs": _tabs(viewer, "confirming")}


def _tabs(viewer: Viewer, now: str) -> list[Tab]:
    """The three steps of goods out, with how much waits in each."""
    counts = {
        "picking": work.lines_to_pick(viewer).count(),
        "sending": work.orders_to_send(viewer).count(),
        "confirming": work.orders_to_confirm(viewer).count(),
    }
    return [Tab(str(word), reverse(f"stock:{step}"), counts[step], current=step == now) for step, word in STEPS]
