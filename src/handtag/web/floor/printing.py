"""What is printed on the floor, as PDF: labels, what follows a parcel, and the round through the store. No persons."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from handtag.apps.orders import queries_floor as floor
from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Viewer
from handtag.domain.places import area_of
from handtag.domain.values.errors import NotFound
from handtag.files import labels
from handtag.files.labels import About, BinLabel, DeliveryNote, DeviceLabel, Line, Printed, Stop
from handtag.usecases.base import clock
from handtag.web.floor import paper_words as words
from handtag.web.shell.assignment import signed_in, today
from handtag.web.ui import text

FOLLOWS = {"placed", "allocated"}
IN_THE_PARCEL = {"picked", "sent", "delivered"}


@signed_in(Permission.HANDLE_STOCK)
def device_label(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The mark a device wears for life."""
    device = stock.device_for_page(viewer, number, today())
    return _pdf(labels.device_labels([_label(request, device)], _how(viewer, words.device_label())), f"etikett-{number}.pdf")


@signed_in(Permission.HANDLE_STOCK)
def labels_on_shelf(request: HttpRequest, viewer: Viewer, location: str, bin: str) -> HttpResponse:
    """New marks for everything on a shelf, a page to each."""
    found = floor.shelf_by_code(viewer, location, bin)
    devices = list(floor.devices_on(viewer, found)[:200]) if found else []
    if not devices:
        raise NotFound("stock.no_such_location", location=location)
    made = labels.device_labels([_label(request, device) for device in devices], _how(viewer, words.device_label()))
    return _pdf(made, f"hylla-{location}-{bin}.pdf")


@signed_in(Permission.HANDLE_STOCK)
def shelf_label(request: HttpRequest, viewer: Viewer, location: str, bin: str) -> HttpResponse:
    """What one scans before putting things on the shelf."""
    found = floor.shelf_by_code(viewer, location, bin)
    if found is None:
        raise NotFound("stock.no_such_location", location=location)
    label = BinLabel(bin, found.location.name, request.build_absolute_uri(reverse("floor:shelf", args=[location, bin])))
    return _pdf(labels.bin_labels([label], _how(viewer, words.shelf_label())), f"hylla-{location}-{bin}.pdf")


@signed_in(Permission.HANDLE_STOCK)
def parcel_label(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """To where a parcel goes, outside on it."""
    order = _order(viewer, number)
    lines = [line for line in order.lines.all() if line.state in IN_THE_PARCEL] or list(order.lines.all())
    pieces = sum(line.quantity for line in lines)
    to = {
        "point": order.delivery_point.name,
        "address": order.delivery_point.address,
        "unit": order.unit.name,
        "contents": ngettext("%(n)s piece", "%(n)s pieces", pieces) % {"n": pieces},
        "promised": text.day(max(line.promised_on for line in lines)),
    }
    made = labels.parcel_label(order.number, _page_of(request, order), to, _how(viewer, words.parcel_label()))
    return _pdf(made, f"kolli-{number}.pdf")


@signed_in(Permission.HANDLE_STOCK)
def delivery_note(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """What is in the parcel, and what follows later."""
    order = _order(viewer, number)
    lines = list(order.lines.all())
    note = DeliveryNote(
        number=order.number,
        address=_page_of(request, order),
        about=(
            About(_("To"), (order.delivery_point.name, order.delivery_point.address)),
            About(_("Ordered by"), (order.unit.name,)),
            About(_("Printed"), (text.day(today()),)),
            About(_("Ordered"), (text.day(order.placed_at),)),
        ),
        lines=tuple(_line(line) for line in lines if line.state in IN_THE_PARCEL),
        later=tuple(_line(line) for line in lines if line.state in FOLLOWS),
        notes=words.delivery_notes(),
    )
    return _pdf(labels.delivery_note(note, _how(viewer, words.delivery_note())), f"foljesedel-{number}.pdf")


@signed_in(Permission.HANDLE_STOCK)
def return_labels(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """Follows each device of an order, for the day when it goes back."""
    devices = [line.device for line in _order(viewer, number).lines.all() if line.device and line.state != "cancelled"]
    if not devices:
        raise NotFound("ordering.order_not_found", number=number)
    made = labels.return_labels([_label(request, device) for device in devices], words.reasons(), _how(viewer, words.return_label()))
    return _pdf(made, f"returetikett-{number}.pdf")


@signed_in(Permission.HANDLE_STOCK)
def pick_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The round through the store on paper: one store and area, or all."""
    place, area = request.GET.get("plats", "")[:20], request.GET.get("omrade", "")[:20]
    lines = floor.stops(viewer, place, area)
    groups = [(title, [_stop(line) for line in some]) for title, some in groupby(lines, key=_area)]
    where = dict(stock.locations(viewer)).get(place, _("All locations"))
    about = [About(_("Location"), (where,)), About(_("Lines to pick"), (text.whole(len(lines)),))]
    return _pdf(labels.pick_list(text.day(today()), about, groups, _how(viewer, words.pick_list())), f"plocklista-{today()}.pdf")


def _order(viewer: Viewer, number: str) -> Any:
    found = floor.order_by_code(viewer, number)
    if found is None or found.kind != "customer_order":
        raise NotFound("ordering.order_not_found", number=number)
    return found


def _how(viewer: Viewer, said: dict[str, str]) -> Printed:
    return Printed(said, (get_language() or "sv")[:2], floor.centre_name(viewer), clock())


def _label(request: HttpRequest, device: Any) -> DeviceLabel:
    address = request.build_absolute_uri(reverse("floor:device", args=[device.number]))
    return DeviceLabel(device.number, device.article.name, address, device.article.gtin, device.serial_number)


def _page_of(request: HttpRequest, order: Any) -> str:
    return request.build_absolute_uri(reverse("floor:order", args=[order.number]))


def _line(line: Any) -> Line:
    article = line.device.article if line.device else line.article
    number, serial = (line.device.number, line.device.serial_number) if line.device else ("", "")
    return Line(article.number, article.name, text.whole(line.quantity), number, serial, text.day(line.promised_on))


def _area(line: Any) -> str:
    if line.device is None or line.device.location is None:
        return _("Counted goods")
    name, area = line.device.location.name, area_of(line.device.bin)
    return _("%(store)s, area %(area)s") % {"store": name, "area": area} if area else str(name)


def _stop(line: Any) -> Stop:
    device, article = line.device, line.device.article if line.device else line.article
    return Stop(
        device.bin if device else "", device.number if device else "", article.name, text.whole(line.quantity), line.order.number,
        line.order.delivery_point.name, text.day(line.promised_on),
    )  # fmt: skip


def _pdf(document: bytes, name: str) -> HttpResponse:
    """Shown in the browser's own viewer, from where it is printed."""
    answer = HttpResponse(document, content_type="application/pdf")
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-.") else "_" for sign in name)
    answer.headers["Content-Disposition"] = f'inline; filename="{safe}"'
    return answer
