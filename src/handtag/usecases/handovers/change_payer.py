"""Who pays for what a person has on loan changes from a day, because her life or her age has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from handtag.apps.handovers import store
from handtag.apps.prescriptions import store as prescriptions
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.handing import ask_anew, change_rents, keep, lock_rents


@dataclass(frozen=True)
class ChangePayer:
    """`on` is the first day that the new payer pays. `answers`: what the agreement asks and no record says."""

    prescription_key: UUID
    on: date
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PRESCRIBE, audits="handovers.payer_changed")
def change_payer(ctx: Context, data: ChangePayer) -> int:
    """The agreement says who pays from the day, and the rents follow (Norrbotten final report 2021, "Byte av betalningsansvarig").

    A day in a closed month is refused: choose the first open day, then credit. Answers the number of rents changed. Raises NotFound,
    Refused: nothing is rented, the same pays, or the text names no payer.
    """
    seen = prescriptions.prescription_by_key(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    rents = lock_rents(ctx, [seen], data.on)[seen.pk]
    prescription = prescriptions.lock_prescription(ctx.viewer, seen.key)
    if not rents or prescription.article is None:
        raise Refused("handovers.nothing_lent")
    anew = ask_anew(ctx, prescription, prescription.article, data.answers, data.on)
    if anew.payer is None:
        raise Refused("handovers.payer_open", payer=anew.decision.payer)
    changing = [rental for rental in rents if rental.payer_id != anew.payer.pk]
    if not changing:
        raise Refused("handovers.same_payer")
    decision = keep(ctx, prescription, prescription.article, anew, anew.payer)
    change_rents(ctx, changing, decision, data.on)
    for case in store.open_cases(prescription):
        if case.happens_on <= data.on:
            store.end_case(ctx.viewer, case, "settled", at=ctx.now)
    ctx.audit(
        "handovers.payer_changed", f"prescription:{prescription.key}", payer=anew.payer.pk, on=data.on.isoformat(), rents=len(changing)
    )
    return len(changing)
