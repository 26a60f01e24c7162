"""Have a device that is no longer needed fetched from the person, or equipment from the unit that has it."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.stock import store as devices
from handtag.domain import ordering
from handtag.domain.access import Permission, Scope
from handtag.domain.values.errors import NotFound, Refused
from handtag.files.working_days import is_working_day
from handtag.usecases.base import SWEDEN, Context, civil_day, use_case


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
    point = store.delivery_point(data.delivery_point_id)
    if point is None or point.unit_id not in (ctx.viewer.unit_id, before.unit_id):
        raise NotFound("ordering.no_delivery_point", field="delivery_point_id")
    version = prescriptions.agreement_in_force(ctx.viewer, ctx.today)
    promised_on = ordering.promise_date(
        ctx.now.astimezone(SWEDEN),
        weekdays=point.weekdays,
        cut_off=ordering.cut_off(version.document, ctx.today),
        is_working_day=is_working_day,
    )
    order = store.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="collection_order",
        centre_id=ctx.viewer.centre_id, placed_at=ctx.now, placed_by=ctx.viewer.code, note=data.note.strip(),
        recipient=store.Recipient(before.person, point.unit, before.payer, before.cost_centre, point),
        prescription=before.prescription,
    )  # fmt: skip
    store.add_line(order, device.article, device=device, promised_on=promised_on)
    ctx.audit("ordering.collection_placed", f"order:{order.number}", device=device.number)
    return order.number
