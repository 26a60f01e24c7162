"""What is used up is prescribed for a time, and withdrawn as it is needed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.orders import store
from handtag.apps.prescriptions import store as prescribing
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import still_decided
from handtag.usecases.promising import own_point
from handtag.usecases.rightful import require_still_rightful


@dataclass(frozen=True)
class StartStanding:
    """`pieces` each time, `interval_days` between, `valid_to` the last day (inclusive)."""

    prescription_key: UUID
    delivery_point_id: int
    pieces: int
    interval_days: int
    valid_to: date


@use_case(Permission.PLACE_ORDER, audits="ordering.standing_started")
def start_standing(ctx: Context, data: StartStanding) -> UUID:
    """A consumable is prescribed once and withdrawn many times, at most for a year; it rests on the same decision as an order.
    Nothing is ordered by it yet. Answers its key. Raises NotFound, Refused.
    """
    prescription = prescribing.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PLACE_ORDER)
    point = own_point(ctx, data.delivery_point_id)
    decision = prescribing.latest_decision(prescription)
    if decision is None or prescription.state != "article_chosen":
        raise Refused("ordering.no_decision", field="article_number", state=prescription.state)
    if store.open_standing(prescription) is not None:
        raise Refused("ordering.standing_already")
    article = decision.article
    terms = ordering.Terms(data.pieces, data.interval_days, ctx.today, data.valid_to)
    ordering.require_terms(terms, article=article.number, kind=article.kind, today=ctx.today)
    require_still_rightful(ctx, decision)
    still_decided(ctx, prescription, decision)
    standing = store.add_standing(prescription, decision, point, terms, key=ctx.new_key(), at=ctx.now, by=ctx.viewer.code)
    store.discard_draft(prescription)
    ctx.audit("ordering.standing_started", f"prescription:{prescription.key}", pieces=data.pieces, interval=data.interval_days)
    return standing.key
