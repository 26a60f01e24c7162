"""Orders as the prescriber, the desk and the store see them: list, order, receipt; placing, cancelling, having something collected."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.orders import queries
from handtag.apps.organisations import queries as organisations
from handtag.apps.prescriptions import queries as prescriptions
from handtag.domain.access import Permission, Viewer
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.web.ordering import lists, placing, showing
from handtag.web.ordering.forms import CancelForm, DeliveryForm, PlaceForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, log_named, page_of, perform, refusals_on, render_page, see_other


@signed_in(Permission.READ_ORDER)
def order_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    chosen = lists.chosen(request.GET, viewer)
    sort = lists.COLUMNS.sort_from(request.GET.get("sort", ""), "-placed")
    page = page_of(request, queries.orders_for_list(viewer, today(), chosen, sort))
    shown = {
        "columns": lists.COLUMNS.choosing(request.GET.getlist("kolumn")),
        "page": page,
        "sort": sort,
        "chosen": chosen,
        "tabs": lists.tabs(request.GET, viewer),
    }
    shown |= {"view": lists.view(request.GET, viewer), "may_order_equipment": viewer.may(Permission.ORDER_EQUIPMENT)}
    log_named(viewer, [row.person for row in page if row.person_is_open])
    return render_page(request, "ordering/list.html", shown, partial="orders")


@signed_in(Permission.PLACE_ORDER)
def place(request: HttpRequest, viewer: Viewer, prescription_key: UUID) -> HttpResponse:
    """Accessories that fit, where to, when it comes: then the order is placed."""
    found = prescriptions.prescription_for_page(viewer, prescription_key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    if found.article is None:
        return see_other(request, "prescribing:choose", prescription_key)
    offer = placing.offer(viewer, found)
    initial = placing.begun(viewer, prescription_key)
    form = bound(PlaceForm, request, initial=initial, **offer.asks)
    shows = placing.only_shows(request)
    if form.is_bound and "save" in request.POST:
        return placing.saved(request, viewer, prescription_key, form)
    if form.is_bound and form.is_valid() and not shows:
        with refusals_on(form):
            number = perform(viewer, place_order, PlaceOrder(**placing.wish(prescription_key, form)), form=form)
            return see_other(request, "ordering:receipt", number)
    shown = {"prescription": found, "person": found.person, "offer": offer, "delivery": placing.delivery(viewer, offer, form), "form": form}
    return render_page(request, "ordering/place.html", shown, partial="delivery", form=None if shows else form)


@signed_in(Permission.READ_ORDER)
def receipt(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The order number, the dates, and what happens next."""
    return render_page(request, "ordering/receipt.html", showing.shown(viewer, number))


@signed_in()
def order(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    return render_page(request, "ordering/order.html", showing.shown(viewer, number))


@signed_in(Permission.CANCEL_ORDER)
def cancel(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """Says in numbers what is cancelled before it is; until something is picked."""
    form = bound(CancelForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, cancel_order, CancelOrder(number, form.cleaned_data["reason"]), form=form)
            return see_other(request, "ordering:order", number, message=_("The order is cancelled."))
    return render_page(request, "ordering/cancel.html", showing.shown(viewer, number), form=form)


@signed_in(Permission.PLACE_COLLECTION_ORDER)
def collect(request: HttpRequest, viewer: Viewer, device_number: str) -> HttpResponse:
    device, person = queries.device_to_collect(viewer, device_number)
    if person is not None:
        perform(viewer, open_person, OpenPerson(person.key))
    form = bound(DeliveryForm, request, points=organisations.delivery_points(viewer))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = PlaceCollectionOrder(device_number, given["delivery_point_id"], given["note"])
            number = perform(viewer, place_collection_order, data, form=form)
            return see_other(request, "ordering:receipt", number)
    return render_page(request, "ordering/collect.html", {"device": device, "person": person}, form=form)
