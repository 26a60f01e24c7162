"""What a code leads to: a device, a shelf, an order or an article, with what can be done now first. No persons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe

from handtag.apps.catalogue import queries as catalogue
from handtag.apps.orders import queries_floor as floor
from handtag.apps.orders import queries_work as work
from handtag.apps.purchasing.queries_gate import lines_to_come
from handtag.apps.stock import queries as counts
from handtag.apps.stock import queries_devices as stock
from handtag.apps.stock import queries_handling
from handtag.domain.access import Permission, Scope, Viewer
from handtag.domain.values.errors import NotFound
from handtag.files import barcodes
from handtag.web.floor.camera import reads_codes
from handtag.web.floor.forms import FloorForm
from handtag.web.floor.views import PLACE
from handtag.web.floor.ways import WAYS, Way, possible
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, render_page

SHOWN_MOVES = 4


@reads_codes
@signed_in(Permission.READ_DEVICE)
def device(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """What the QR on a device opens: what it is, where it is, what can be done with it now, and where it has been last."""
    found = stock.device_for_page(viewer, number, today())
    line = work.line_of_device(viewer, found)
    known = queries_handling.known(found, today())
    steps, besides = possible(viewer, known.standing)
    if not steps and besides and besides[0].name == "put_away":  # on the shelf, with nothing to wait for but another shelf
        steps, besides = besides[:1], besides[1:]
    shown = {
        "device": found,
        "line": line,
        "known": known,
        "is_stray": found.centre_id != viewer.centre_id and viewer.scope is Scope.CENTRE,
        "instruction": _instruction(found, steps),
        "ways": [(way, _form(request, viewer, way, found)) for way in steps if way.name != "pick" or line is not None],
        "besides": [(way, _form(request, viewer, way, found)) for way in besides],
        "moves": list(stock.moves_of(viewer, found)[:SHOWN_MOVES]),
        "qr": mark_safe(barcodes.qr(request.build_absolute_uri(reverse("floor:device", args=[found.number])))),  # noqa: S308
        "may_act": viewer.may(Permission.HANDLE_STOCK),
    }
    return render_page(request, "floor/device.html", {**shown, **_box(request, viewer)})


@reads_codes
@signed_in(Permission.HANDLE_STOCK)
def order(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """An order as it is packed: what is picked, what is left, the papers that follow it, and off it goes."""
    found = _order(viewer, number)
    lines = list(found.lines.all())
    packed = [line for line in lines if line.state == "picked"]
    shown = {
        "order": found,
        "lines": lines,
        "packed": packed,
        "waiting": [line for line in lines if line.state in {"placed", "allocated"}],
        "has_devices": any(line.device_id for line in lines),
        "send": _form(request, viewer, WAYS["send"], found) if packed else None,
        "ways_send": WAYS["send"],
    }
    return render_page(request, "floor/order.html", {**shown, **_box(request, viewer)})


@reads_codes
@signed_in(Permission.HANDLE_STOCK)
def shelf(request: HttpRequest, viewer: Viewer, location: str, bin: str) -> HttpResponse:
    """What stands on a shelf, and putting more there."""
    found = floor.shelf_by_code(viewer, location, bin)
    if found is None:
        raise NotFound("stock.no_such_location", location=location)
    shown = {"shelf": found, "page": page_of(request, floor.devices_on(viewer, found))}
    return render_page(request, "floor/shelf.html", {**shown, **_box(request, viewer)})


@reads_codes
@signed_in(Permission.HANDLE_STOCK)
def article(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """Where an article lies, and the orders that wait for pieces of it."""
    found = floor.article_by_code(viewer, number)
    if found is None:
        raise NotFound("catalogue.no_article", article=number)
    rows = [(line, _form(request, viewer, WAYS["pick"], line.order)) for line in floor.picks_of_article(viewer, found)]
    shown = {
        "article": found,
        "places": counts.stock_by_location(viewer, found.pk),
        "rows": rows,
        "pick": WAYS["pick"],
        "coming": list(lines_to_come(viewer, found)),
        "told": catalogue.instruction(found, "goods_receipt"),
    }
    return render_page(request, "floor/article.html", {**shown, **_box(request, viewer)})


def _order(viewer: Viewer, number: str) -> Any:
    found = floor.order_by_code(viewer, number)
    if found is None:
        raise NotFound("ordering.order_not_found", number=number)
    return found


def _instruction(device: Any, steps: list[Way]) -> str:
    """What the article asks of whoever does the next step, when it asks anything. What has just come back is still being returned."""
    step = (steps[0].step if steps else "") or ("return" if device.state == "returned" else "")
    return catalogue.instruction(device.article, step) if step else ""


def _form(request: HttpRequest, viewer: Viewer, way: Way, thing: Any) -> FloorForm:
    """The way as a form about this very thing: one press, with where one stands filled in."""
    place = getattr(thing, "location", None)
    where = request.session.get(PLACE, "") if way.name == "return" or place is None else place.code
    initial = {"number": thing.number, "location": where, "bin": getattr(thing, "bin", ""), "on": today(), "back": "card"}
    return FloorForm(places=stock.locations(viewer), asks=way.asks, labels=way.labels, initial=initial, auto_id=f"{way.name}-%s")


def _box(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """The scan box that stands on every page of the floor."""
    if not viewer.may(Permission.HANDLE_STOCK):
        return {}
    form = FloorForm(places=stock.locations(viewer), initial={"location": request.session.get(PLACE, "")}, auto_id="scan-%s")
    return {"scan_form": form, "look": WAYS["look"]}
