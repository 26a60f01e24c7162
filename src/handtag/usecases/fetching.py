"""What every use case that has a lent device fetched shares: from where, by when, and the order for it."""

from handtag.apps.orders import store
from handtag.apps.orders.models import Order
from handtag.apps.organisations import store as organisations
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.stock.models import Device
from handtag.domain import ordering
from handtag.domain.values.errors import NotFound
from handtag.files.working_days import is_working_day
from handtag.usecases.base import SWEDEN, Context


def point_for(ctx: Context, before: Order, delivery_point_id: int) -> DeliveryPoint:
    """A point of the viewer's unit, or of the unit that got the device with `before`. Raises NotFound."""
    point = store.delivery_point(delivery_point_id)
    if point is None or point.unit_id not in (ctx.viewer.unit_id, before.unit_id):
        raise NotFound("ordering.no_delivery_point", field="delivery_point_id")
    return point


def fetch(ctx: Context, device: Device, before: Order, point: DeliveryPoint, note: str) -> Order:
    """A collection order for the device, for whom, at whose cost and on the ground that it was delivered with `before`."""
    version = prescriptions.agreement_in_force(ctx.viewer, ctx.today)
    promised_on = ordering.promise_date(
        ctx.now.astimezone(SWEDEN),
        weekdays=point.weekdays,
        cut_off=ordering.cut_off(version.document, ctx.today),
        is_working_day=is_working_day,
    )
    order = store.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="collection_order",
        centre_id=ctx.viewer.centre_id, placed_at=ctx.now, placed_by=ctx.viewer.code, note=note.strip(),
        recipient=store.Recipient(before.person, point.unit, before.payer, before.cost_centre, point),
        prescription=before.prescription,
    )  # fmt: skip
    store.add_line(order, device.article, device=device, promised_on=promised_on)
    return order
