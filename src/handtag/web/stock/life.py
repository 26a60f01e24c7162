"""A device's life as its page shows it: time line, rentals, price and the order it is on. No persons."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.access.queries import names_of
from handtag.apps.orders import queries_work
from handtag.apps.rentals import queries as rentals
from handtag.apps.stock import queries_devices as stock
from handtag.apps.stock.queries_handling import Known
from handtag.apps.stock.queries_holdings import pieces_on
from handtag.domain.access import Permission, Scope, Viewer
from handtag.domain.stock import FINAL
from handtag.web.stock.words import MOVES, PRICE_KINDS
from handtag.web.ui.parts import Crumb, Event


def shown(viewer: Viewer, device: Any, known: Known) -> dict[str, Any]:
    """The context of every page about one device."""
    moves = list(stock.moves_of(viewer, device))
    rented = list(rentals.rentals_of(viewer, device))
    line = queries_work.line_of_device(viewer, device)
    return {
        "device": device,
        "price_kind": PRICE_KINDS.get(device.price_kind, ""),
        "line": line,
        "known": known,
        "pieces": pieces_on(viewer, device),
        "uses_pieces": viewer.may(Permission.HANDLE_STOCK) and device.state not in FINAL,
        "is_stray": device.centre_id != viewer.centre_id and viewer.scope is Scope.CENTRE,
        "links_orders": _opens_orders(viewer),
        "rentals": rented,
        "running": next((rental for rental in rented if rental.end_on is None), None),
        "events": events(viewer, moves),
        "crumbs": [Crumb(_("Devices"), reverse("stock:devices")), Crumb(device.number)],
    }


def events(viewer: Viewer, moves: list[Any]) -> list[Event]:
    """Moves as a time line: what, when, where to, for which unit and order, and who registered it."""
    names = names_of(viewer, {move.moved_by for move in moves})
    wanted = {move.order_number for move in moves if move.order_number}
    orders = queries_work.visible_numbers(viewer, wanted) if _opens_orders(viewer) else set()
    return [_event(move, names, orders) for move in moves]


def _opens_orders(viewer: Viewer) -> bool:
    """Who only pays reads the number of the case, and nothing more about it."""
    return viewer.scope in (Scope.CENTRE, Scope.UNIT) and viewer.may(Permission.READ_DEVICE)


def _event(move: Any, names: Mapping[str, str], orders: set[str]) -> Event:
    title, colour = MOVES.get(move.kind, (move.kind, "neutral"))
    parts = [move.to_location.name if move.to_location else "", _("bin %(bin)s") % {"bin": move.to_bin} if move.to_bin else ""]
    if move.unit:
        parts.append(_("for %(unit)s") % {"unit": move.unit.name})
    if move.order_number:
        parts.append(_("order %(number)s") % {"number": move.order_number})
    parts.append(move.note)
    return Event(
        when=move.moved_on,
        title=str(title),
        who=names.get(move.moved_by, _("the system")),
        text=", ".join(part for part in parts if part),
        url=reverse("ordering:order", args=[move.order_number]) if move.order_number in orders else "",
        colour=colour,
    )
