"""Goods receipt in two steps: what is expected and counted at the gate, then what waits for control."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.catalogue.queries import instruction, instructions
from handtag.apps.purchasing import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.purchasing.orders import OPEN_STATES
from handtag.usecases.purchasing.control_delivery import ControlDelivery, control_delivery
from handtag.usecases.purchasing.count_delivery import CountDelivery, count_delivery
from handtag.web.purchasing.forms import ControlForm, CountForm, FindForm, day
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.tables import Column, Columns

EXPECTED = Columns(
    Column("number", _lazy("Purchase order"), primary=True),
    Column("supplier", _lazy("Supplier")),
    Column("expected", _lazy("Expected"), kind="date"),
    Column("pieces", _lazy("To come"), kind="number"),
    Column("to", _lazy("To")),
)
WAITING = Columns(
    Column("article", _lazy("Article"), primary=True),
    Column("pieces", _lazy("To control"), kind="number"),
    Column("order", _lazy("Purchase order")),
    Column("note", _lazy("Delivery note")),
    Column("place", _lazy("Where it stands")),
    Column("day", _lazy("Counted"), kind="date"),
)


@signed_in(Permission.HANDLE_STOCK)
def expected(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits for control, and what is on its way; an order's number typed or scanned leads to counting it."""
    form = FindForm(request.GET)
    word = form.cleaned_data["q"].strip() if form.is_valid() else ""
    rows = queries.expected(viewer, word)
    if word and len(found := list(rows[:2])) == 1 and found[0].number == word:
        return see_other(request, "purchasing:count", word)
    shown = {"expected": EXPECTED, "waiting_columns": WAITING, "page": page_of(request, rows), "waiting": queries.to_control(viewer)}
    return render_page(request, "purchasing/receipts.html", {**shown, "find": form, "today": today(), "word": word})


@signed_in(Permission.HANDLE_STOCK)
def count(request: HttpRequest, viewer: Viewer, purchase_number: str) -> HttpResponse:
    """The first step: what the delivery note says against what stands at the gate."""
    order = queries.order_for_page(viewer, purchase_number)
    lines = [line for line in order.lines.all() if line.state in OPEN_STATES]
    said = instructions([line.article for line in lines], "goods_receipt")
    form = CountForm(request.POST if request.method == "POST" else None, lines=lines, instructions=said, initial=day(today()))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = CountDelivery(purchase_number, given["delivery_note"], given["on"], form.counted, given["place"])
            waits = perform(viewer, count_delivery, data, form=form)
            return see_other(request, "purchasing:control", waits[0], message=_("Counted. Control it before it is put away."))
    return render_page(request, "purchasing/count.html", {"order": order, "lines": lines}, form=form)


@signed_in(Permission.HANDLE_STOCK)
def control(request: HttpRequest, viewer: Viewer, counting_id: int) -> HttpResponse:
    """The second step: taken into stock with numbers, or sent back with a reason."""
    counted: Any = queries.counting(viewer, counting_id)
    is_marked = counted.line.article.kind == "device"
    start = {**day(today()), **({} if is_marked else {"accepted": counted.left})}
    form = ControlForm(request.POST if request.method == "POST" else None, is_marked=is_marked, initial=start)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, control_delivery, ControlDelivery(counting_id, **form.said), form=form)
            return _on(request, viewer, counting_id)
    shown = {"counted": counted, "is_marked": is_marked, "instruction": instruction(counted.line.article, "quality_control")}
    return render_page(request, "purchasing/control.html", shown, form=form)


def _on(request: HttpRequest, viewer: Viewer, counting_id: int) -> HttpResponse:
    """To the rest of the same delivery, else back to what waits."""
    done: Any = queries.counting(viewer, counting_id)
    said = _("Controlled.")
    if done.left:
        return see_other(request, "purchasing:control", counting_id, message=said)
    same = queries.to_control(viewer).filter(line__order=done.line.order_id, delivery_note=done.delivery_note).first()
    return (
        see_other(request, "purchasing:control", same.pk, message=said) if same else see_other(request, "purchasing:receipts", message=said)
    )
