"""Have a device that is no longer needed fetched from the person, or equipment from the unit that has it."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.stock import store as devices
from handtag.domain.access import Permission, Scope
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, civil_day, use_case
from handtag.usecases.fetching import fetch, point_for


@dataclass(frozen=True)
class PlaceCollectionOrder:
    """`delivery_point_id` is where it is fetched: a point of the viewer's unit, or of the unit that got the device."""

    device_number: str
    delivery_point_id: int
    note: str = ""


@use_case(Permission.PLACE_COLLECTION_ORDER, audits="ordering.collection_placed")
def place_collection_order(ctx: Context, data: PlaceCollectionOrder) -> str:
    """A lent device is fetched once; rent runs until it has come back. Who may open no person has only the unit's own equipment fetched.
    Answers the order number. Raises NotFound, Refused.
    """
    device = devices.lock_device(ctx.viewer, data.device_number)
    ctx.require(Permission.PLACE_COLLECTION_ORDER)
    if device.person_id is not None and not ctx.viewer.may(Permission.OPEN_PERSON):
        raise NotFound("stock.no_such_device", field="device_number", number=data.device_number)
    under_way = store.open_line_for_device(device)
    if under_way is not None:
        since = civil_day(under_way.order.placed_at)
        raise Refused("ordering.collected_already", device=device.number, order=under_way.order.number, since=since)
    delivered = store.last_delivery_of(device)
    if device.state not in ("with_person", "with_unit") or delivered is None:
        raise Refused("ordering.not_with_person", device=device.number)
    if device.unit_id is not None and ctx.viewer.scope is Scope.UNIT and device.unit_id != ctx.viewer.unit_id:
        raise NotFound("stock.no_such_device", field="device_number", number=data.device_number)  # it was here once
    before = delivered.order
    order = fetch(ctx, device, before, point_for(ctx, before, data.delivery_point_id), data.note)
    ctx.audit("ordering.collection_placed", f"order:{order.number}", device=device.number)
    return order.number
