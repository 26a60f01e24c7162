"""Say how a trial ended: the device is kept, or comes back."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import decide_beyond_trial


@dataclass(frozen=True)
class EndTrial:
    prescription_key: UUID
    outcome: str
    note: str = ""


@use_case(Permission.PRESCRIBE, audits="prescribing.trial_ended")
def end_trial(ctx: Context, data: EndTrial) -> None:
    """What is kept becomes a prescription like any other, and must be carried by the agreement also when it is no short trial. What comes
    back is fetched by a collection order. Raises NotFound, Refused before delivery and for an outcome outside the list.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    trial = store.open_trial(prescription)
    if trial is None:
        raise Refused("process.no_trial")
    if data.outcome not in process.TRIAL_OUTCOMES:
        raise Refused("process.trial_outcome", field="outcome", valid=process.TRIAL_OUTCOMES)
    prescribing.require_living(prescription.state)
    if prescription.state not in ("delivered", "followed_up"):
        raise Refused("process.trial_not_delivered")
    if data.outcome == "kept":
        decide_beyond_trial(ctx, prescription)
    store.end_trial(trial, outcome=data.outcome, note=data.note.strip(), by=ctx.viewer.code, on=ctx.today)
    ctx.audit("prescribing.trial_ended", f"prescription:{prescription.key}", outcome=data.outcome)
