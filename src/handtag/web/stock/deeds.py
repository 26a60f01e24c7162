"""What is done to one device, as data: its use case, its form, what is said before and after.

Which of them can be done now is asked of domain.handling, and who may of the use case's permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.orders import queries_work
from handtag.apps.stock import queries_devices, queries_handling
from handtag.apps.stock.queries_handling import Known
from handtag.domain import handling
from handtag.domain.access import Permission, Viewer
from handtag.domain.stock import FIT_CONDITIONS, TRANSITIONS
from handtag.domain.values.errors import Refused
from handtag.usecases.base import UseCase
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.check_components import CheckComponents, check_components
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.detach_part import DetachPart, detach_part
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.lift_device_block import LiftDeviceBlock, lift_device_block
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device
from handtag.usecases.stock.receive_from_repair import ReceiveFromRepair, receive_from_repair
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.register_found import RegisterFound, register_found
from handtag.usecases.stock.release_from_quarantine import ReleaseFromQuarantine, release_from_quarantine
from handtag.usecases.stock.report_lost import ReportLost, report_lost
from handtag.usecases.stock.report_lost_by_holder import ReportLostByHolder, report_lost_by_holder
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.usecases.stock.sell_device import SellDevice, sell_device
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair
from handtag.usecases.stock.wash_device import WashDevice, wash_device
from handtag.web.shell.http import perform
from handtag.web.stock import forms_deeds as forms
from handtag.web.ui.states import choices

Words = str | Promise
Given = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """`slug` is its address. `asks` makes the use case's input of the device's number and the form's answers, `options` the choices that
    the form is given.
    """

    name: str
    slug: str
    case: UseCase[Any, Any]
    title: Words
    button: Words
    said: Words
    form: type[Any]
    asks: Callable[[str, Given], Any]
    explains: Words = ""
    kind: str = "primary"
    icon: str = "check"
    options: Callable[[Viewer, Any], Given] = lambda _viewer, _device: {}

    @property
    def permission(self) -> Permission:
        return self.case.permission

    def form_for(self, viewer: Viewer, device: Any, on: date, posted: Any = None) -> Any:
        initial: dict[str, object] = {"on": on, "bin": device.bin}
        if device.location:
            initial |= {"location_code": device.location.code, "to_location": device.location.code}
        return self.form(posted, initial=initial, **self.options(viewer, device))

    def do(self, viewer: Viewer, device: Any, form: Any) -> None:
        """Raises what the use case raises."""
        if self.case is pick_line:
            line = queries_work.line_of_device(viewer, device)
            if line is None:
                raise Refused("stock.illegal_move", kind="picked", state=device.state)
            data = PickLine(line.order.number, device_number=device.number)
        else:
            data = self.asks(device.number, {name: value for name, value in form.cleaned_data.items() if name != "command_id"})
        perform(viewer, self.case, data, form=form)


def _places(viewer: Viewer, _device: Any) -> Given:
    return {"places": queries_devices.locations(viewer)}


def _repairers(_viewer: Viewer, device: Any) -> Given:
    """Only where it can go from where it is."""
    return {"repairers": [(to, word) for to, word in choices("repairer") if device.state in TRANSITIONS[f"sent_to_{to}"].from_states]}


def _blocks(_viewer: Viewer, device: Any) -> Given:
    open_now = {block.reason for block in queries_handling.open_blocks(device)}
    return {"blocks": [(reason, word) for reason, word in choices("block") if reason in open_now]}


def _inspection(number: str, given: Given) -> InspectDevice:
    repair = given["repair_ore"] or 0
    passed = given["condition"] in FIT_CONDITIONS and not repair
    return InspectDevice(number, passed, given["note"], given["on"], given["condition"], repair)


DEEDS: dict[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed(
            "pick", "plocka", pick_line, _("Pick"), _("Picked"), _("Device %(number)s is picked."), forms.PickForm,
            lambda number, given: number,
        ),
        Deed(
            "return", "aterlamna", return_device, _("Register a return"), _("It is back"),
            _("Device %(number)s is back, and its rent has ended."), forms.ReturnForm,
            lambda number, given: ReturnDevice(number, **given), icon="return", options=_places,
            explains=_("The rent ends, and the device waits to be inspected. A collection order for it is closed."),
        ),
        Deed(
            "found", "hittad", register_found, _("Register that it is found"), _("It is found"),
            _("Device %(number)s is found, and waits to be inspected."), forms.FoundForm,
            lambda number, given: RegisterFound(number, **given), icon="search", options=_places,
        ),
        Deed(
            "release", "ut-ur-karantan", release_from_quarantine, _("Release from quarantine"), _("Release it"),
            _("Device %(number)s is released from quarantine."), forms.ReleaseForm,
            lambda number, given: ReleaseFromQuarantine(number, **given),
        ),
        Deed(
            "repaired", "ater-fran-reparation", receive_from_repair, _("Back from repair"), _("It is back"),
            _("Device %(number)s is back from repair, and waits to be inspected."), forms.RepairedForm,
            lambda number, given: ReceiveFromRepair(number, **given), icon="return", options=_places,
        ),
        Deed(
            "detach", "ta-av", detach_part, _("Take it off the device"), _("It is taken off"),
            _("Part %(number)s is taken off, and waits to be inspected."), forms.DetachForm,
            lambda number, given: DetachPart(number, **given), options=_places,
        ),
        Deed(
            "components", "delar", check_components, _("Check that all parts are there"), _("Save the check"),
            _("What came back with device %(number)s is checked."), forms.ComponentsForm,
            lambda number, given: CheckComponents(number, **given), icon="tasks",
            explains=_("Belts, cushions, chargers, manuals: everything that was handed out with it."),
        ),
        Deed(
            "wash", "tvatta", wash_device, _("Wash"), _("Washed"), _("Device %(number)s is washed."), forms.WashForm,
            lambda number, given: WashDevice(number, **given),
        ),
        Deed(
            "inspect", "kontrollera", inspect_device, _("Inspect"), _("Save the inspection"), _("Device %(number)s is inspected."),
            forms.InspectForm, _inspection,
            explains=_("What is to be done with it follows from its condition, its age, the value left and what a repair costs."),
        ),
        Deed(
            "recondition", "rekonditionera", recondition_device, _("Recondition"), _("Clean and ready"),
            _("Device %(number)s is back in stock."), forms.ReconditionForm, lambda number, given: ReconditionDevice(number, **given),
            explains=_("It goes back into stock and is offered before new ones."),
        ),
        Deed(
            "repair", "till-reparation", send_for_repair, _("Send to be repaired"), _("Send it"),
            _("Device %(number)s is sent to be repaired."), forms.RepairForm, lambda number, given: SendForRepair(number, **given),
            icon="settings", options=_repairers,
        ),
        Deed(
            "move", "flytta", move_device, _("Move"), _("Move"), _("Device %(number)s is moved."), forms.MoveForm,
            lambda number, given: MoveDevice(number, **given), kind="secondary", icon="place", options=_places,
        ),
        Deed(
            "quarantine", "karantan", quarantine_device, _("Put in quarantine"), _("Put it in quarantine"),
            _("Device %(number)s is in quarantine."), forms.QuarantineForm, lambda number, given: QuarantineDevice(number, **given),
            icon="warning", explains=_("Nobody is given it until it is released."),
        ),
        Deed(
            "block", "sparra", block_device, _("Report a fault that stops it"), _("Block it"),
            _("Device %(number)s must not be handed out."), forms.BlockForm, lambda number, given: BlockDevice(number, **given),
            kind="danger", icon="warning", explains=_("From now on it is handed out to nobody. Who has it keeps it until it is collected."),
        ),
        Deed(
            "lift", "hav-sparr", lift_device_block, _("Lift a block"), _("Lift the block"), _("A block of device %(number)s is lifted."),
            forms.LiftForm, lambda number, given: LiftDeviceBlock(number, **given), options=_blocks,
        ),
        Deed(
            "mount", "montera", mount_part, _("Mount it on a device"), _("It is mounted"), _("Part %(number)s is mounted."),
            forms.MountForm, lambda number, given: MountPart(number, **given), icon="add",
            explains=_("From then on it is where that device is."),
        ),
        Deed(
            "lost", "saknas", report_lost, _("Report it missing"), _("It is nowhere"), _("Device %(number)s is lost."), forms.LostForm,
            lambda number, given: ReportLost(number, **given), kind="danger", icon="search",
        ),
        Deed(
            "lost_by_holder", "forlorad", report_lost_by_holder, _("Who has it has lost it"), _("It is lost"),
            _("Device %(number)s is lost, and its rent has ended."), forms.LostByHolderForm,
            lambda number, given: ReportLostByHolder(number, **given), kind="danger", icon="search",
            explains=_("The rent ends that day, and what was left of its value is kept."),
        ),
        Deed(
            "sell", "salj", sell_device, _("Sell"), _("It is sold"), _("Device %(number)s is sold."), forms.SellForm,
            lambda number, given: SellDevice(number, **given), kind="danger", icon="billing",
            explains=_("It leaves for good. A rent ends that day, and what was left of its value is kept."),
        ),
        Deed(
            "decommission", "kassera", decommission_device, _("Take out of use"), _("Take it out of use for good"),
            _("Device %(number)s is taken out of use."), forms.DecommissionForm, lambda number, given: DecommissionDevice(number, **given),
            kind="danger", icon="waste",
        ),
    )
}  # fmt: skip
_BY_CASE = {deed.case.name: deed for deed in DEEDS.values()}


@dataclass(frozen=True)
class Possible:
    """What can be done now by who asks: the steps of the device's way, and what may be done at the side of it."""

    steps: list[Deed]
    besides: list[Deed]

    @property
    def all(self) -> list[Deed]:
        return self.steps + self.besides


def possible(viewer: Viewer, known: Known) -> Possible:
    now = known.standing
    found = [(name, _BY_CASE[name]) for name in handling.possible(now) if viewer.may(_BY_CASE[name].permission)]
    steps = [deed for name, deed in found if handling.is_next(name, now)]
    return Possible(steps, [deed for _name, deed in found if deed not in steps])
