"""Order the chosen article, with accessories that fit, to one of the unit's delivery points."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.orders import store
from handtag.apps.orders.queries_offers import chain_kind
from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store as prescribing
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import still_decided
from handtag.usecases.promising import Accessory, Delivery, Wish, accessories, own_point, plan, put, require_orderable
from handtag.usecases.rightful import require_still_rightful
from handtag.usecases.supplying import recipient


@dataclass(frozen=True)
class PlaceOrder:
    """`pieces` of the article itself: one of what is marked, as many as are needed of what is used up. `own_only` is the coded
    reason why no equivalent may come instead; empty: the replacement chain decides. `together`: nothing leaves before all of it
    can. `note` is read by the store and the drivers: nothing about health.
    """

    prescription_key: UUID
    delivery_point_id: int
    accessories: tuple[Accessory, ...] = ()
    note: str = ""
    together: bool = False
    own_only: str = ""
    pieces: int = 1


@use_case(Permission.PLACE_ORDER, audits="ordering.placed")
def place_order(ctx: Context, data: PlaceOrder) -> str:
    """An order rests on a decision under the agreement in force, and the payer of that decision pays (Norrbotten 2021).

    The oldest reconditioned equivalent is reserved at once, else a new one, else the line waits for goods. Answers the order
    number. Raises NotFound, Refused: no or outdated decision, phased out (naming equivalents), an accessory that does not fit.
    """
    prescription = prescribing.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PLACE_ORDER)
    decision, document = _standing_decision(ctx, prescription)
    point = own_point(ctx, data.delivery_point_id)
    ordering.require_opt_out(data.own_only, chain=chain_kind(decision.article))
    ordering.require_quantity(decision.article.number, decision.article.kind, data.pieces)
    wishes = [Wish(decision.article, data.pieces, own_only=data.own_only), *accessories(ctx, decision.article, data.accessories)]
    require_orderable(wishes)
    to = recipient(prescription, decision, point)
    lines = plan(ctx, wishes, Delivery(point, document))
    order = store.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="customer_order",
        centre_id=ctx.viewer.centre_id, recipient=to, placed_at=ctx.now, placed_by=ctx.viewer.code,
        note=data.note.strip(), decision=decision, prescription=prescription,
    )  # fmt: skip
    put(ctx, order, lines, together=data.together)
    store.discard_draft(prescription)
    prescribing.set_state(prescription, "ordered")
    prescribing.add_step(prescription, kind="ordered", note=order.number, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("ordering.placed", f"order:{order.number}", lines=len(lines), prescription=str(prescription.key))
    return order.number


def _standing_decision(ctx: Context, prescription: Prescription) -> tuple[PrescriptionDecision, Agreement]:
    """The decision the order rests on, which the agreement in force would give again today, and that agreement."""
    under_way = store.open_order_for(prescription)
    if under_way is not None:
        raise Refused("ordering.ordered_already", order=under_way.number)
    decision = prescribing.latest_decision(prescription)
    if decision is None or prescription.state != "article_chosen":
        raise Refused("ordering.no_decision", field="article_number", state=prescription.state)
    require_still_rightful(ctx, decision)
    return decision, still_decided(ctx, prescription, decision)
