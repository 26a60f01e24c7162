"""One order as its pages show it: its lines, which of them delays the rest, its progress, and what the viewer may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handtag.apps.catalogue.queries import instructions
from handtag.apps.orders import queries
from handtag.apps.orders.queries_attachments import attachments_of
from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Scope, Viewer
from handtag.domain.ordering import GOODS, LINE_STEPS, OPEN_STATES, PROGRESS, delaying
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.words import word
from handtag.web.ordering.forms import AttachForm, ConvertForm, DeliverForm, PickForm, PostponeForm, UndeliveredForm
from handtag.web.shell.assignment import today
from handtag.web.shell.http import perform
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Step, StepState
from handtag.web.ui.tables import Column, Columns

LINE_COLUMNS = Columns(
    Column("article", gettext_lazy("Article"), primary=True),
    Column("number", gettext_lazy("Article number")),
    Column("quantity", gettext_lazy("Quantity"), kind="number"),
    Column("device", gettext_lazy("Device")),
    Column("state", gettext_lazy("State"), kind="status"),
    Column("promised", gettext_lazy("Promised"), kind="date"),
)


@dataclass(frozen=True)
class Doings:
    """Which buttons the order's page has: the step is possible for some line, and the role holds the permission."""

    cancel: bool
    allocate: bool
    pick: bool
    send: bool
    deliver: bool
    undelivered: bool
    split: bool
    change: bool
    postpone: bool
    attach: bool


def shown(viewer: Viewer, number: str) -> dict[str, Any]:
    """The context of every page about one order. The person is opened (and that is logged) only when the viewer may see her."""
    on = today()
    order: Any = queries.order_for_page(viewer, number, on)
    sees_person = bool(order.person_is_open and viewer.may(Permission.OPEN_PERSON))
    if sees_person:
        perform(viewer, open_person, OpenPerson(order.person.key))
    lines = list(order.lines.all())
    for line in lines:
        line.own_only_said = word(line.own_only)
    may = _doings(viewer, order.kind, lines)
    return {
        "order": order,
        "lines": lines,
        "sees_person": sees_person,
        "sees_note": viewer.scope in (Scope.UNIT, Scope.CENTRE),  # who only pays reads the case, not what is said about it
        "last": delaying((line.pk, line.ready_on or line.promised_on) for line in lines if line.state != "cancelled"),
        "may": may,
        "files": attachments_of(viewer, order),
        "attach_form": AttachForm(auto_id="attach_%s"),
        "steps": _steps(order.kind, order.state),
        "line_columns": LINE_COLUMNS,
        "picks": _picks(lines),
        "postponing": [(line, PostponeForm(initial={"line_id": line.pk}, auto_id=f"{line.pk}_%s")) for line in lines if _is_open(line)],
        "converting": [(line, _convert_form(line)) for line in lines if _may_be_converted(order.kind, line)],
        "allocate_form": CommandForm(auto_id=False),
        "split_form": CommandForm(auto_id=False),
        "send_form": CommandForm(auto_id=False),
        "deliver_form": DeliverForm(initial={"on": on}),
        "undelivered_form": _undelivered_form(viewer) if may.undelivered else None,
    }


def _may_be_converted(kind: str, line: Any) -> bool:
    return kind in GOODS and line.article.kind == "device" and line.state in ("placed", "allocated")


def _convert_form(line: Any) -> ConvertForm:
    return ConvertForm(initial={"line_id": line.pk, "own_only": line.own_only}, auto_id=f"convert_{line.pk}_%s")


def _undelivered_form(viewer: Viewer) -> UndeliveredForm:
    return UndeliveredForm(places=stock.locations(viewer), auto_id="undelivered_%s")


def _is_open(line: Any) -> bool:
    return line.state in OPEN_STATES


def _can_be_picked(line: Any) -> bool:
    """A marked device once it is reserved; counted goods at once."""
    return bool(line.state == "allocated" or (line.state == "placed" and line.article.kind != "device"))


def _picks(lines: Sequence[Any]) -> list[tuple[Any, PickForm, str]]:
    """What can be picked, with its form and what to know when it is."""
    ready = [line for line in lines if _can_be_picked(line)]
    told = instructions([_taken(line) for line in ready], "pick")
    return [(line, _pick_form(line), told.get(_taken(line).pk, "")) for line in ready]


def _taken(line: Any) -> Any:
    """The article that leaves the shelf: of the device that is reserved, perhaps an equivalent."""
    return line.device.article if line.device else line.article


def _waits_for_device(line: Any) -> bool:
    return bool(line.state == "placed" and line.article.kind == "device")


def _pick_form(line: Any) -> PickForm:
    known = {"device_number": line.device.number} if line.device else {"line_id": line.pk}
    return PickForm(initial=known, auto_id=f"pick_{line.pk}_%s")


def _doings(viewer: Viewer, kind: str, lines: Sequence[Any]) -> Doings:
    states = {line.state for line in lines}

    def possible(step: str, permission: Permission) -> bool:
        return viewer.may(permission) and any(step in LINE_STEPS[state] for state in states)

    goods = kind in GOODS
    waiting = [line for line in lines if line.state in OPEN_STATES]
    return Doings(
        cancel=possible("cancelled", Permission.CANCEL_ORDER) and not states & {"picked", "sent"},
        allocate=goods and viewer.may(Permission.HANDLE_STOCK) and any(_waits_for_device(line) for line in lines),
        pick=goods and viewer.may(Permission.HANDLE_STOCK) and any(_can_be_picked(line) for line in lines),
        send=goods and possible("sent", Permission.HANDLE_STOCK),
        deliver=goods and possible("delivered", Permission.CONFIRM_DELIVERY),
        undelivered=goods and "sent" in states and viewer.may(Permission.HANDLE_STOCK),
        change=viewer.may(Permission.CANCEL_ORDER) and bool(waiting) and states <= {"placed", "allocated", "cancelled"},
        split=viewer.may(Permission.CANCEL_ORDER) and any(line.ready_on for line in waiting),
        postpone=goods and viewer.may(Permission.CONFIRM_DELIVERY) and bool(waiting),
        attach=viewer.may(Permission.CANCEL_ORDER) and bool(waiting),
    )


def _steps(kind: str, state: str) -> list[Step]:
    words = {
        "placed": _("Placed"), "allocated": _("Reserved"), "picked": _("Picked"), "sent": _("On its way"),
        "delivered": _("Delivered"), "collected": _("Collected"),
    }  # fmt: skip
    path = ("placed", "collected") if kind == "collection_order" else PROGRESS[:-1]
    if state not in path:
        return []
    return [Step(words[step], _reached(path.index(step), path.index(state), len(path))) for step in path]


def _reached(place: int, now: int, count: int) -> StepState:
    if place <= now:
        return "done"
    return "current" if place == now + 1 and now < count - 1 else "todo"
