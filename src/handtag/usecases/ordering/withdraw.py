"""Order the next pieces of what has been prescribed for a time."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.orders import store
from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store as prescribing
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, civil_day, use_case
from handtag.usecases.deciding import still_decided
from handtag.usecases.promising import Delivery, Wish, plan, put, require_orderable
from handtag.usecases.supplying import recipient


@dataclass(frozen=True)
class Withdraw:
    standing_key: UUID


@use_case(Permission.WITHDRAW, audits="ordering.withdrawn")
def withdraw(ctx: Context, data: Withdraw) -> str:
    """A withdrawal needs no new prescription, and no prescriber: as many pieces as were prescribed, not before the last ones are
    nearly used up, and only while the agreement would still decide the same. Answers the order number. Raises NotFound, Refused.
    """
    found = store.standing_by_key(ctx.viewer, data.standing_key)
    prescription = prescribing.lock_prescription(ctx.viewer, found.prescription.key)
    ctx.require(Permission.WITHDRAW)
    standing = store.lock_standing(found)
    if standing.ended_on is not None:
        raise Refused("ordering.standing_ended", on=standing.ended_on)
    last = store.last_withdrawal(standing)
    ordering.require_withdrawal(store.terms_of(standing), today=ctx.today, last=civil_day(last) if last else None)
    document = still_decided(ctx, prescription, standing.decision)
    wishes = [Wish(standing.decision.article, standing.pieces)]
    require_orderable(wishes)
    planned = plan(ctx, wishes, Delivery(standing.delivery_point, document))
    order = store.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="customer_order", centre_id=ctx.viewer.centre_id,
        recipient=recipient(prescription, standing.decision, standing.delivery_point), placed_at=ctx.now,
        placed_by=ctx.viewer.code, note="", decision=standing.decision, prescription=prescription, standing=standing,
    )  # fmt: skip
    put(ctx, order, planned, together=False)
    if prescription.state == "article_chosen":
        prescribing.set_state(prescription, "ordered")
    prescribing.add_step(prescription, kind="ordered", note=order.number, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("ordering.withdrawn", f"order:{order.number}", prescription=str(prescription.key), pieces=standing.pieces)
    return order.number
