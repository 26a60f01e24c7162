"""What the desk and the store do on an order's page: reserve, pick, send, confirm delivery."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Viewer
from handtag.usecases.ordering.allocate_order import AllocateOrder, allocate_order
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.note_undelivered import NoteUndelivered, note_undelivered
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.postpone_line import PostponeLine, postpone_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.ordering.split_order import SplitOrder, split_order
from handtag.web.ordering import showing
from handtag.web.ordering.forms import DeliverForm, PickForm, PostponeForm, UndeliveredForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import BaseForm, CommandForm


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def allocate(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = CommandForm(request.POST)
    return _done(
        request, viewer, number, form, lambda: perform(viewer, allocate_order, AllocateOrder(number), form=form), said=_("Reserved.")
    )


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def pick(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = PickForm(request.POST)

    def act() -> object:
        given = form.cleaned_data
        return perform(viewer, pick_line, PickLine(number, given["device_number"], given["line_id"], given["code"]), form=form)

    return _done(request, viewer, number, form, act, said=_("Picked."))


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def send(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = CommandForm(request.POST)
    return _done(request, viewer, number, form, lambda: perform(viewer, send_order, SendOrder(number), form=form), said=_("On its way."))


@require_POST
@signed_in(Permission.CANCEL_ORDER)
def split(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = CommandForm(request.POST)
    said = _("What is ready no longer waits for the rest.")
    return _done(request, viewer, number, form, lambda: perform(viewer, split_order, SplitOrder(number), form=form), said=said)


@require_POST
@signed_in(Permission.CONFIRM_DELIVERY)
def postpone(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = PostponeForm(request.POST)

    def act() -> object:
        given = form.cleaned_data
        return perform(viewer, postpone_line, PostponeLine(number, given["line_id"], given["on"], given["reason"]), form=form)

    return _done(request, viewer, number, form, act, said=_("The new day is promised, and the orderer is told."))


@require_POST
@signed_in(Permission.CONFIRM_DELIVERY)
def deliver(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = DeliverForm(request.POST)

    def act() -> object:
        return perform(viewer, confirm_delivery, ConfirmDelivery(number, form.cleaned_data["on"]), form=form)

    return _done(request, viewer, number, form, act, said=_("The delivery is confirmed."))


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def undelivered(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = UndeliveredForm(request.POST, places=stock.locations(viewer), auto_id="undelivered_%s")

    def act() -> object:
        given = form.cleaned_data
        return perform(viewer, note_undelivered, NoteUndelivered(number, given["location_code"], given["reason"]), form=form)

    return _done(request, viewer, number, form, act, said=_("The goods are taken back, and the orderer is told."))


def _done(request: HttpRequest, viewer: Viewer, number: str, form: BaseForm, act: Callable[[], object], *, said: str) -> HttpResponse:
    """Act when the form is right, and go back to the order; else the order's page with what is wrong."""
    if form.is_valid():
        with refusals_on(form):
            act()
            return see_other(request, "ordering:order", number, message=said)
    shown = showing.shown(viewer, number)
    kind = {DeliverForm: "deliver_form", UndeliveredForm: "undelivered_form"}.get(type(form), "wrong_form")
    return render_page(request, "ordering/order.html", {**shown, kind: form}, form=form)
