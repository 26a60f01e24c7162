"""Note which alternatives the person was told of, and which she chose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OfferAlternatives:
    """`chosen` is one of `offered`; `followed` False needs a `reason`."""

    prescription_key: UUID
    offered: tuple[str, ...]
    chosen: str
    on: date
    followed: bool = True
    reason: str = ""


@use_case(Permission.PRESCRIBE, audits="prescribing.alternatives_offered")
def offer_alternatives(ctx: Context, data: OfferAlternatives) -> int:
    """When several devices would do, the person chooses and gets what is justified (Patientlagen 7 kap. 2 §). Never changed: a new talk is
    a new row. Answers its number. Raises NotFound, Refused naming the field.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_living(prescription.state)
    offered, chosen, reason = process.read_alternatives(data.offered), data.chosen.strip(), data.reason.strip()
    process.require_choice(offered, chosen, followed=data.followed, reason=reason)
    process.require_step_day("done", data.on, ctx.today)
    told = store.add_offering(
        prescription, offered, on=data.on, by=ctx.viewer.code, at=ctx.now, chosen=chosen, is_followed=data.followed, reason=reason
    )
    ctx.audit("prescribing.alternatives_offered", f"prescription:{prescription.key}", count=len(offered), followed=data.followed)
    return told.pk
