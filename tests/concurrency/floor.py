"""What two processes do on the floor at once. Run inside the processes, as scenarios.py."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.support import purchasing, stores
from tests.support.lending import allocated_order, at, deliver
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.organisations.models import Assignment, DeliveryPoint
from handtag.apps.organisations.queries import viewer_for_assignment
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.purchasing.models import PurchaseEvent
from handtag.apps.stock.models import Device
from handtag.apps.stock.store import change_balance, lot_of
from handtag.apps.stores.models import Transfer
from handtag.usecases.base import execute
from handtag.usecases.following.follow_up import FollowUp, follow_up
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_equipment_order import PlaceEquipmentOrder, place_equipment_order
from handtag.usecases.promising import Accessory
from handtag.usecases.purchasing.control_delivery import ControlDelivery, control_delivery
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stores.receive_transfer import ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_transfer import SendTransfer, send_transfer

NOW = date(2026, 11, 23)
LAST_DAY = date(2028, 1, 1)


def prepare(world: World) -> None:
    """A delivery that waits for control, a lot of three tongs that two orders want, transfers asked for and sent, a follow-up due."""
    purchasing.counted(world, 5, catheter=5)
    tongs, store = world.articles["gripper"], world.locations["C"]
    lot = lot_of(tongs, "L9", LAST_DAY)
    change_balance(tongs, store, 3, kind="received", lot=lot, on=NOW, recorded_at=at(NOW), moved_by="user:1")
    for who in ("first", "second"):
        Order.objects.filter(pk=allocated_order(world, pieces={"gripper": 2}, on=NOW).pk).update(note=f"lot {who}")
        Transfer.objects.filter(pk=stores.transfer(world, rollator=1)).update(note=f"asked {who}")
    Transfer.objects.filter(pk=stores.sent_transfer(world, "D1008", catheter=2)).update(note="sent")
    Order.objects.filter(pk=allocated_order(world, "D4001", on=NOW).pk).update(note="picked or stopped")
    deliver(world, allocated_order(world, "D9001", on=NOW), NOW)


def _do(case: Any, data: Any, name: str, *, minutes: int = 0) -> Any:
    assignment = Assignment.objects.get(user__username=name)
    viewer = viewer_for_assignment(assignment.pk, assignment.user_id, NOW)
    assert viewer is not None
    return execute(case, data, viewer, now=at(NOW) + timedelta(minutes=minutes))


def _last_device(who: str) -> Any:
    """The only walking frame; whoever comes second waits for another."""
    point = DeliveryPoint.objects.get(unit__hsa_id="SE2321000131-U001")
    number = _do(place_equipment_order, PlaceEquipmentOrder((Accessory("10020"),), point.pk), "maj")
    line = Order.objects.get(number=number).lines.select_related("device").get()
    return line.device.number if line.device else "waits"


def _last_of_a_lot(who: str) -> Any:
    order = Order.objects.get(note=f"lot {who}")
    return _do(pick_line, PickLine(order.number, line_id=order.lines.get().pk, code="L9"), "filip") and "picked"


def _move_while_mounting(who: str) -> Any:
    if who == "first":
        return _do(mount_part, MountPart("D1005", "D1006", NOW), "filip")
    return _do(move_device, MoveDevice("D1005", "F", "B-1", NOW), "filip")


def _mount_crosswise(who: str) -> Any:
    return _do(mount_part, MountPart(*(("D1005", "D1006") if who == "first" else ("D1006", "D1005")), NOW), "filip")


def _pick_while_stopping(who: str) -> Any:
    if who == "first":
        return _do(block_device, BlockDevice("D4001", "recall"), "filip")
    order = Order.objects.get(note="picked or stopped")
    return _do(pick_line, PickLine(order.number, device_number="D4001"), "filip", minutes=1)


def _same_bin(who: str) -> Any:
    """One device put away twice at once: each is its next move, and it stands in one place."""
    _do(move_device, MoveDevice("D1005", "F", {"first": "B-1", "second": "B-2"}[who], NOW), "filip")
    return Device.objects.get(number="D1005").bin


def _control_twice(who: str) -> Any:
    counted = PurchaseEvent.objects.get(kind="counted")
    return _do(control_delivery, ControlDelivery(counted.pk, NOW, accepted=5), "filip") or "taken in"


def _count_twice(who: str) -> Any:
    order = PurchaseEvent.objects.get(kind="counted").line.order
    line = CountedLine(order.lines.get().pk, 5)
    return _do(count_delivery, CountDelivery(order.number, "FS-2", NOW, (line,)), "filip") and "counted"


def _one_device_on_two_transfers(who: str) -> Any:
    return _do(send_transfer, SendTransfer(Transfer.objects.get(note=f"asked {who}").pk, ("D1003",)), "filip")


def _receive_twice(who: str) -> Any:
    return _do(receive_transfer, ReceiveTransfer(Transfer.objects.get(note="sent").pk), "filip")


def _follow_up_twice(who: str) -> Any:
    prescription = Prescription.objects.get(orders__lines__device__number="D9001")
    _do(follow_up, FollowUp(prescription.key, "goal_reached", "", None), "cilla")
    return prescription.follow_ups.exclude(done_on=None).count()


SCENARIOS: dict[str, Callable[[str], Any]] = {
    "last_device": _last_device,
    "last_of_a_lot": _last_of_a_lot,
    "move_while_mounting": _move_while_mounting,
    "mount_crosswise": _mount_crosswise,
    "pick_while_stopping": _pick_while_stopping,
    "same_bin": _same_bin,
    "control_twice": _control_twice,
    "count_twice": _count_twice,
    "one_device_on_two_transfers": _one_device_on_two_transfers,
    "receive_twice": _receive_twice,
    "follow_up_twice": _follow_up_twice,
}
