"""Choose by hand which device an order line gets."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.stock import store as devices
from handtag.apps.stock.models import Device
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, civil_day, use_case
from handtag.usecases.reserving import candidate, release, reserve, wanted
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class AllocateDevice:
    order_number: str
    line_id: int
    device_number: str


@use_case(Permission.HANDLE_STOCK, audits="ordering.allocated")
def allocate_device(ctx: Context, data: AllocateDevice) -> None:
    """A device is on one order at a time; who comes second is told which order has it, and since when. What is borrowed of another centre
    stays its owner's and is bought before it is handed out.

    A device the line had before goes back to stock. Raises NotFound, Refused.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.HANDLE_STOCK)
    line = next((line for line in order.lines.all() if line.pk == data.line_id), None)
    if line is None:
        raise NotFound("ordering.no_such_line", field="line_id")
    if line.article.kind != "device":
        raise Refused("ordering.not_marked", field="line_id", article=line.article.number)
    ordering.require_step(line.state, "allocated", line=line.pk)
    device, before = _locked(ctx, line, data.device_number)
    _require_free(order, line, device)
    if before is not None:
        release(ctx, order, before)
    reserve(ctx, order, line, device)
    if device.article_id != line.article_id:
        tell(ctx, order, "equivalent", {"article": device.article.name})
    ctx.audit("ordering.allocated", f"order:{order.number}", devices=[device.number], waiting=0)


def _locked(ctx: Context, line: OrderLine, number: str) -> tuple[Device, Device | None]:
    """The wanted device and the one the line has, both locked in key order."""
    asked = devices.device_by_number(ctx.viewer, number)
    locked = {device.pk: device for device in devices.lock_devices({asked.pk, line.device_id or asked.pk})}
    return locked[asked.pk], locked[line.device_id] if line.device_id else None


def _require_free(order: Order, line: OrderLine, device: Device) -> None:
    other = store.open_line_for_device(device)
    if other is not None:
        since = civil_day(other.order.placed_at)
        raise Refused("ordering.device_taken", field="device_number", device=device.number, order=other.order.number, since=since)
    if device.centre_id != order.centre_id:
        raise Refused("ordering.owned_elsewhere", field="device_number", device=device.number, owner=device.centre.name)
    stands_here = device.location is not None and device.location.centre_id == device.centre_id == order.centre_id
    if device.state != "in_stock" or not stands_here:
        raise Refused("ordering.device_not_in_stock", field="device_number", device=device.number)
    if not ordering.may_stand_in(wanted(line.article, exactly=bool(line.own_only)), candidate(device)):
        raise Refused("ordering.not_equivalent", field="device_number", device=device.number, article=line.article.number)
