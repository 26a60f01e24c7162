"""Transfers between stores: what waits to be sent, what is on its way, and what came."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.stock import queries_devices as stock
from handtag.apps.stores import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.stock import plain_number
from handtag.domain.values.errors import Refused
from handtag.usecases.stores.cancel_transfer import CancelTransfer, cancel_transfer
from handtag.usecases.stores.place_transfer import PlaceTransfer, place_transfer
from handtag.usecases.stores.receive_transfer import MissingPieces, ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import page_of, perform, refusals_on, render_page, see_other
from handtag.web.stock.forms_stores import GoodsForm, TransferForm
from handtag.web.stock.views import as_refusal
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", _lazy("Number"), primary=True),
    Column("kind", _lazy("Kind")),
    Column("from", _lazy("From")),
    Column("to", _lazy("To")),
    Column("goods", _lazy("Goods")),
    Column("state", _lazy("State"), kind="status"),
    Column("placed", _lazy("Placed"), kind="date"),
)
LINES = Columns(
    Column("article", _lazy("Article"), primary=True),
    Column("number", _lazy("Article number")),
    Column("wanted", _lazy("Wanted"), kind="number"),
    Column("sent", _lazy("Sent"), kind="number"),
    Column("received", _lazy("Received"), kind="number"),
)


@signed_in(Permission.HANDLE_STOCK)
def transfers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Transfers under way, and a new one."""
    posted = request.POST if request.method == "POST" else None
    form = TransferForm(posted, places=stock.locations(viewer), initial={"to_location": request.GET.get("till", "")[:20]})
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("from_location", "to_location", "lines", "note")}
        with refusals_on(form), as_refusal():
            placed = perform(viewer, place_transfer, PlaceTransfer(**given), form=form)
            return see_other(request, "stock:transfer", placed, message=_("The transfer is placed."))
    page = page_of(request, queries.open_transfers(viewer))
    return render_page(request, "stock/transfers.html", {"columns": COLUMNS, "page": page}, form=form)


@signed_in(Permission.HANDLE_STOCK)
def transfer(request: HttpRequest, viewer: Viewer, transfer_id: int) -> HttpResponse:
    """Sent by scan and number by the store it leaves; then received, with what is missing, by the one it comes to."""
    found = queries.transfer_for_page(viewer, transfer_id)
    missing = found.state == "sent"
    form = GoodsForm(request.POST if request.method == "POST" else None, lines=list(found.lines.all()), missing=missing)
    if form.is_bound and form.is_valid():
        with refusals_on(form), as_refusal():
            said = (_receive if missing else _send)(viewer, found, form)
            return see_other(request, "stock:transfer", found.pk, message=said)
    here = (found.to_location if missing else found.from_location).centre_id == viewer.centre_id
    shown = {"transfer": found, "columns": LINES, "missing": missing, "is_open": found.state in ("placed", "sent") and here}
    return render_page(request, "stock/transfer.html", {**shown, "cancel_form": CommandForm(auto_id=False)}, form=form)


def _send(viewer: Viewer, found: Any, form: GoodsForm) -> str:
    pieces = tuple(SentPieces(number, quantity) for number, quantity in form.quantities)
    went = perform(viewer, send_transfer, SendTransfer(found.pk, form.devices, pieces), form=form)
    return _("%(n)s sent to %(store)s.") % {"n": went, "store": found.to_location.name}


def _receive(viewer: Viewer, found: Any, form: GoodsForm) -> str:
    pieces = tuple(MissingPieces(number, quantity) for number, quantity in form.quantities)
    came = perform(viewer, receive_transfer, ReceiveTransfer(found.pk, _missing(found, form), pieces), form=form)
    return _("%(n)s received at %(store)s.") % {"n": came, "store": found.to_location.name}


def _missing(found: Any, form: GoodsForm) -> tuple[str, ...]:
    """What is said to be missing, and what was sent and not scanned when someone has scanned what came."""
    sent = {one.device.number for line in found.lines.all() for one in line.carried.all()}
    came = {plain_number(number) for number in form.came}
    for number in sorted(came - sent):
        raise Refused("stores.not_carried", field="came", number=number, transfer=found.number)
    return (*form.devices, *sorted(sent - came if came else ()))


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def cancel(request: HttpRequest, viewer: Viewer, transfer_id: int) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, cancel_transfer, CancelTransfer(transfer_id), form=form)
            return see_other(request, "stock:transfers", message=_("The transfer is cancelled."))
    found = queries.transfer_for_page(viewer, transfer_id)
    return render_page(request, "stock/transfer.html", {"transfer": found, "columns": LINES, "is_open": False}, form=form)
