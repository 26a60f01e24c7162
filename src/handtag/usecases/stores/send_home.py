"""Send other centres' devices home."""

from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device, Location
from handtag.apps.stores import store
from handtag.domain import stock as moves
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SendHome:
    """Devices that stand at the viewer's centre and belong to others."""

    device_numbers: tuple[str, ...]


@use_case(Permission.HANDLE_STOCK, audits="stores.sent_home")
def send_home(ctx: Context, data: SendHome) -> tuple[int, ...]:
    """Goods returned to the wrong organisation are transported to the right one (Uppsala agreement, annex 2, operative level).

    One transfer for each store they stand in and each centre they go to. Answers their ids. Raises NotFound, Refused naming the device.
    """
    ctx.require(Permission.HANDLE_STOCK)
    groups: dict[tuple[int, int], list[Device]] = {}
    for device in stock.lock_devices(_strays(ctx, data)):
        if device.location_id is None or device.centre_id == ctx.viewer.centre_id:  # somebody was quicker
            raise Refused("stores.no_stray", field="device_numbers", number=device.number)
        groups.setdefault((device.location_id, device.centre_id), []).append(device)
    if not groups:
        raise Refused("stores.nothing_wanted", field="device_numbers")
    made = tuple(_send(ctx, devices) for devices in groups.values())
    ctx.audit("stores.sent_home", f"centre:{ctx.viewer.centre_id}", devices=sum(map(len, groups.values())), transfers=len(made))
    return made


def _strays(ctx: Context, data: SendHome) -> list[int]:
    found = []
    for number in data.device_numbers:
        device = store.stray(ctx.viewer, moves.plain_number(number))
        if device is None:
            raise NotFound("stores.no_stray", field="device_numbers", number=number)
        found.append(device.pk)
    return found


def _send(ctx: Context, devices: list[Device]) -> int:
    source, target = devices[0].location, store.home_of(devices[0])
    assert source is not None, "only what stands in a store is grouped"
    if target is None:
        raise Refused("stores.no_home", field="device_numbers", centre=devices[0].centre.name)
    transfer = store.add_transfer("home", source, target, at=ctx.now, by=ctx.viewer.code)
    for device in devices:
        store.want(transfer, device.article, 1)
        _leave(ctx, device, source, transfer.number)
    for line in store.lines_of(transfer):
        store.carry(line, [device for device in devices if device.article_id == line.article_id])
        store.set_line(line, sent=line.wanted)
    store.set_state(transfer, "sent", sent_at=ctx.now, sent_by=ctx.viewer.code)
    return int(transfer.pk)


def _leave(ctx: Context, device: Device, source: Location, number: str) -> None:
    """Used goods go home to be taken care of; what is ready goes as a transfer, and is ready when it comes."""
    kind = "transferred_out" if device.state == "in_stock" else "sent_home"
    moves.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
    stock.post_move(
        device, kind, moves.next_state(kind, device.state), on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        order_number=number, note=source.code,
    )  # fmt: skip
