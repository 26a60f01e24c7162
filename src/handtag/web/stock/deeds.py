"""What is done to one device, as data: its form, the use case it runs, what is said before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.orders import queries_work
from handtag.apps.stock import queries_devices
from handtag.domain.access import Viewer
from handtag.domain.stock import TRANSITIONS
from handtag.domain.values.errors import Refused
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.web.shell.http import perform
from handtag.web.stock import forms

Words = str | Promise


@dataclass(frozen=True)
class Deed:
    """`move` is the kind of move that must be possible. `act` runs the use case with the form's answers."""

    name: str
    move: str
    title: Words
    button: Words
    said: Words
    form: type[Any]
    act: Callable[[Viewer, Any, Any], object]
    explains: Words = ""
    kind: str = "primary"
    icon: str = "check"
    asks_place: bool = False

    def form_for(self, viewer: Viewer, device: Any, on: date, posted: Any = None) -> Any:
        initial: dict[str, object] = {"on": on, "bin": device.bin}
        if device.location:
            initial |= {"location_code": device.location.code, "to_location": device.location.code}
        places = {"places": queries_devices.locations(viewer)} if self.asks_place else {}
        return self.form(posted, initial=initial, **places)


def _pick(viewer: Viewer, device: Any, form: Any) -> object:
    line = queries_work.line_of_device(viewer, device)
    if line is None:
        raise Refused("stock.illegal_move", kind="picked", state=device.state)
    return perform(viewer, pick_line, PickLine(line.order.number, device_number=device.number), form=form)


def _return(viewer: Viewer, device: Any, form: Any) -> object:
    given = form.cleaned_data
    return perform(viewer, return_device, ReturnDevice(device.number, given["location_code"], given["on"]), form=form)


def _inspect(viewer: Viewer, device: Any, form: Any) -> object:
    given = form.cleaned_data
    data = InspectDevice(device.number, passed=given["passed"], note=given["note"], on=given["on"])
    return perform(viewer, inspect_device, data, form=form)


def _recondition(viewer: Viewer, device: Any, form: Any) -> object:
    given = form.cleaned_data
    return perform(viewer, recondition_device, ReconditionDevice(device.number, given["bin"], given["on"]), form=form)


def _move(viewer: Viewer, device: Any, form: Any) -> object:
    given = form.cleaned_data
    return perform(viewer, move_device, MoveDevice(device.number, given["to_location"], given["bin"], given["on"]), form=form)


def _decommission(viewer: Viewer, device: Any, form: Any) -> object:
    given = form.cleaned_data
    return perform(viewer, decommission_device, DecommissionDevice(device.number, given["reason"], given["on"]), form=form)


DEEDS: dict[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed("pick", "picked", _("Pick"), _("Picked"), _("Device %(number)s is picked."), forms.PickForm, _pick),
        Deed(
            "return", "returned", _("Register a return"), _("It is back"), _("Device %(number)s is back, and its rent has ended."),
            forms.ReturnForm, _return, icon="return", asks_place=True,
            explains=_("The rent ends, and the device waits to be inspected. A collection order for it is closed."),
        ),
        Deed(
            "inspect", "inspected", _("Inspect"), _("Save the inspection"), _("Device %(number)s is inspected."),
            forms.InspectForm, _inspect,
            explains=_("A device that is not fit stays among the returned until it is repaired and inspected again."),
        ),
        Deed(
            "recondition", "reconditioned", _("Recondition"), _("Clean and ready"), _("Device %(number)s is back in stock."),
            forms.ReconditionForm, _recondition,
            explains=_("It goes back into stock and is offered before new ones."),
        ),
        Deed(
            "move", "moved", _("Move"), _("Move"), _("Device %(number)s is moved."), forms.MoveForm, _move,
            kind="secondary", icon="place", asks_place=True,
        ),
        Deed(
            "decommission", "decommissioned", _("Take out of use"), _("Take it out of use for good"),
            _("Device %(number)s is taken out of use."), forms.DecommissionForm, _decommission, kind="danger", icon="waste",
        ),
    )
}  # fmt: skip
ORDER = ("pick", "return", "inspect", "recondition", "move", "decommission")


def possible(state: str) -> list[Deed]:
    """What may be done to a device in this state, the next step of its way first."""
    return [DEEDS[name] for name in ORDER if state in TRANSITIONS[DEEDS[name].move].from_states]
