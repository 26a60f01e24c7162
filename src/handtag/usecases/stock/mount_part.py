"""An individually marked part is mounted on a device, and from then on is where that one is."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.stock import store
from handtag.apps.stock.models import Device
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import moved


@dataclass(frozen=True)
class MountPart:
    part_number: str
    device_number: str
    on: date


@use_case(Permission.HANDLE_STOCK, audits="stock.mounted")
def mount_part(ctx: Context, data: MountPart) -> str:
    """A part has no parts of its own, and nothing is mounted on what has left for good. Answers its number. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    part, device = _locked(ctx, data)
    if device.state in (*stock.FINAL, "mounted") or store.has_parts(part):
        raise Refused("stock.not_a_carrier", field="device_number", number=device.number, part=part.number)
    moved(ctx, part, "mounted", data.on, parent=device)
    ctx.audit("stock.mounted", f"device:{part.number}", on=data.on.isoformat(), parent=device.number)
    return part.number


def _locked(ctx: Context, data: MountPart) -> tuple[Device, Device]:
    """The part and what carries it, locked in key order: two that mount at once never wait for each other."""
    wanted = [store.device_by_number(ctx.viewer, number) for number in (data.part_number, data.device_number)]
    found = {device.pk: device for device in store.lock_devices(device.pk for device in wanted)}
    if len(found) < len(wanted):
        raise Refused("stock.not_a_carrier", field="device_number", number=data.device_number, part=data.part_number)
    return found[wanted[0].pk], found[wanted[1].pk]
