"""What a scan does, as data: looking up, picking, taking back, putting away. Each runs a use case as it is; nothing is decided here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.apps.catalogue import queries as catalogue
from handtag.apps.orders import queries_floor as floor
from handtag.domain.access import Permission, Viewer
from handtag.domain.stock import TRANSITIONS
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.web.floor.finding import Found
from handtag.web.shell.http import perform

Words = str | Promise
Act = Callable[[Viewer, Found, Any], str]


class NothingToDo(Exception):
    """The code is known, or not, but this scan has nothing to do with it; says why and what to do instead. Nothing was changed."""


@dataclass(frozen=True)
class Way:
    """`of` is what the scanned code must be of; `move` the move of a device that must be possible; `act` answers what was done."""

    name: str
    title: Words
    explains: Words
    icon: str
    of: tuple[str, ...]
    act: Act
    asks: tuple[str, ...] = ()
    move: str = ""
    button: Words = ""
    step: str = ""
    """The step at which the article may have an instruction."""
    many: bool = True
    """Whether one thing after the other is scanned so; what needs a word of its own each time stands on the thing's card alone."""

    def is_possible(self, state: str) -> bool:
        return bool(self.move) and state in TRANSITIONS[self.move].from_states


def _pick(viewer: Viewer, found: Found, form: Any) -> str:
    if found.device:
        order = floor.order_of_device(viewer, found.device)
        if not order:
            raise NothingToDo(_now("No order waits for %(number)s. Put it back and check the list.") % {"number": found.device.number})
        perform(viewer, pick_line, PickLine(order, device_number=found.device.number), form=form)
        return _now("%(number)s is picked for order %(order)s.") % {"number": found.device.number, "order": order}
    order, line = _line_of(viewer, found, form)
    perform(viewer, pick_line, PickLine(order, line_id=line), form=form)
    return _now("Picked for order %(number)s.") % {"number": order}


def _line_of(viewer: Viewer, found: Found, form: Any) -> tuple[str, int]:
    """Counted goods: the line that the list named, else the one that has waited longest for the scanned article."""
    if found.order and form.cleaned_data["line"]:
        return found.order.number, form.cleaned_data["line"]
    waiting = floor.picks_of_article(viewer, found.article) if found.article else []
    if not waiting:
        raise NothingToDo(_now("No order waits for %(number)s. Put it back and check the list.") % {"number": found.number})
    return waiting[0].order.number, waiting[0].pk


def _return(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    data = ReturnDevice(found.device.number, given["location"], given["on"])
    answer = perform(viewer, return_device, data, form=form)
    if answer.rent_ended_on:
        return _now("%(number)s is back. The rent ended %(day)s.") % {"number": answer.device_number, "day": answer.rent_ended_on}
    return _now("%(number)s is back.") % {"number": answer.device_number}


def _inspect(viewer: Viewer, found: Found, form: Any) -> str:
    perform(viewer, inspect_device, InspectDevice(found.device.number, passed=True, note="", on=form.cleaned_data["on"]), form=form)
    return _now("%(number)s is fit to be reconditioned.") % {"number": found.device.number}


def _reject(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    if not given["note"]:
        raise NothingToDo(_now("Write what was found."))
    perform(viewer, inspect_device, InspectDevice(found.device.number, passed=False, note=given["note"], on=given["on"]), form=form)
    return _now("%(number)s stays among the returned until it is repaired.") % {"number": found.device.number}


def _recondition(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, recondition_device, ReconditionDevice(found.device.number, given["bin"], given["on"]), form=form)
    return _now("%(number)s is ready for its next person.") % {"number": found.device.number}


def _put_away(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, move_device, MoveDevice(found.device.number, given["location"], given["bin"], given["on"]), form=form)
    return _now("%(number)s now lies in %(bin)s.") % {"number": found.device.number, "bin": given["bin"] or given["location"]}


def _send(viewer: Viewer, found: Found, form: Any) -> str:
    perform(viewer, send_order, SendOrder(found.order.number), form=form)
    return _now("Order %(number)s is on its way.") % {"number": found.order.number}


def _look(_viewer: Viewer, _found: Found, _form: Any) -> str:
    return ""


WAYS: dict[str, Way] = {
    way.name: way
    for way in (
        Way("look", _("Look up"), _("You come to what can be done with it now."), "search", (), _look),
        Way(
            "pick", _("Pick"), _("Each scan picks for the order that waits for it."),
            "tasks", ("device", "article", "order"), _pick, (), "picked", _("Picked"), "pick",
        ),
        Way(
            "return", _("Returns"), _("Each scan takes a device back: its rent ends that day, and a collection order for it is closed."),
            "return", ("device",), _return, ("location", "on"), "returned", _("It is back"), "return",
        ),
        Way(
            "inspect", _("Inspect"), _("Each scan says that a returned device is fit to be reconditioned. Look up what is not."),
            "check", ("device",), _inspect, (), "inspected", _("Fit to be reconditioned"),
        ),
        Way(
            "reject", _("Not fit"), _("It stays among the returned until it is repaired and inspected again, or taken out of use."),
            "warning", ("device",), _reject, ("note",), "rejected", _("Not fit"), many=False,
        ),
        Way(
            "recondition", _("Recondition"), _("Each scan puts a clean device back in stock. Scan a shelf to change bin."),
            "success", ("device",), _recondition, ("bin",), "reconditioned", _("Clean and ready"),
        ),
        Way(
            "put_away", _("Put away"), _("Scan the shelf, then everything that is put there."),
            "place", ("device",), _put_away, ("location", "bin"), "moved", _("Put here"),
        ),
        Way("send", _("Send"), _("Scan the label of each parcel as it leaves."), "delivery", ("order",), _send, (), "", _("Send")),
    )
}  # fmt: skip


def do(viewer: Viewer, way: Way, found: Found, form: Any) -> str:
    """What was done, in a sentence, and what the article asks of whoever does it. Raises NothingToDo, and what the use case raises."""
    if not found.is_known:
        raise NothingToDo(
            _now("Nothing here has the code %(code)s. Is it new? Then it must be received first.") % {"code": found.asked[:60]}
        )
    if not any(getattr(found, kind) for kind in way.of):
        said = _now("%(number)s is something else than what is scanned here. Look it up instead.")
        raise NothingToDo(said % {"number": found.number})
    said = way.act(viewer, found, form)
    told = catalogue.instruction(found.device.article, way.step) if way.step and found.device else ""
    return f"{said} {told}".strip()


def possible(viewer: Viewer, state: str) -> list[Way]:
    """What a scan can do to a device in this state, the next step of its way first."""
    return [way for way in WAYS.values() if way.is_possible(state)] if viewer.may(Permission.HANDLE_STOCK) else []
