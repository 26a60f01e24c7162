"""A part is taken off the device that it is mounted on."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.stock import store
from handtag.domain import handling, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import moved


@dataclass(frozen=True)
class DetachPart:
    part_number: str
    location_code: str
    on: date
    bin: str = ""
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.detached")
def detach_part(ctx: Context, data: DetachPart) -> str:
    """It is among the returned, and inspected before it is used again; not while the device is lost or sold.

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    part = store.device_by_number(ctx.viewer, data.part_number)
    locked = {device.pk: device for device in store.lock_devices(pk for pk in (part.pk, part.parent_id) if pk)}
    part = locked[part.pk]
    carrier = locked.get(part.parent_id or 0)  # none when somebody has mounted it on another device meanwhile
    stock.next_state("detached", part.state)
    if carrier is None or not handling.is_within_reach(carrier.state):
        raise Refused("stock.part_is_gone", field="part_number", number=part.number)
    moved(ctx, part, "detached", data.on, location_code=data.location_code, bin=data.bin, note=data.note, parent=carrier)
    ctx.audit("stock.detached", f"device:{part.number}", on=data.on.isoformat(), parent=carrier.number)
    return part.number
