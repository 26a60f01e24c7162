"""A unit orders equipment that many use: beds, slide sheets, lifts. No person, and nobody's decision."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import queries as agreements
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import Accessory, Delivery, Wish, articles_asked_for, own_point, plan, put, require_orderable


@dataclass(frozen=True)
class PlaceEquipmentOrder:
    """`note` is read by the store and the drivers."""

    lines: tuple[Accessory, ...]
    delivery_point_id: int
    note: str = ""
    together: bool = False


@use_case(Permission.ORDER_EQUIPMENT, audits="ordering.equipment_placed")
def place_equipment_order(ctx: Context, data: PlaceEquipmentOrder) -> str:
    """What a unit orders for its own use, its principal pays from the unit's cost centre (Norrbotten final report 2021,
    "Utrustning"). What was begun is placed with it. Answers the order number. Raises NotFound, Refused.
    """
    ctx.require(Permission.ORDER_EQUIPMENT)
    point = own_point(ctx, data.delivery_point_id)
    wishes: list[Wish] = []
    for article, quantity in articles_asked_for(ctx, data.lines, "lines"):
        ordering.require_equipment(article.number, article.kind, quantity)
        marked = article.kind == "device"
        wishes += [Wish(article, 1 if marked else quantity)] * (quantity if marked else 1)
    if not wishes:
        raise Refused("ordering.nothing_asked_for", field="lines")
    require_orderable(wishes)
    version = agreements.agreement_in_force(ctx.viewer, ctx.today)
    planned = plan(ctx, wishes, Delivery(point, version.document))
    unit = point.unit
    order = store.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="equipment_order", centre_id=ctx.viewer.centre_id,
        recipient=store.Recipient(None, unit, unit.principal, unit.cost_centre, point), placed_at=ctx.now,
        placed_by=ctx.viewer.code, note=data.note.strip(), agreement_version_id=version.version_id,
    )  # fmt: skip
    put(ctx, order, planned, together=data.together)
    store.discard_sheet(ctx.viewer, "")
    ctx.audit("ordering.equipment_placed", f"order:{order.number}", lines=len(planned))
    return order.number
