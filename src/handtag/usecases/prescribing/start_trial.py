"""Let the person try a device before it is hers to use, or go on trying it to a later day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class StartTrial:
    """`until` is the last day of the trial, inclusive."""

    prescription_key: UUID
    until: date


@use_case(Permission.PRESCRIBE, audits="prescribing.trial_started")
def start_trial(ctx: Context, data: StartTrial) -> int:
    """A device on trial has a last day, when it is kept or comes back; a trial that goes on is prolonged. It is decided, ordered and
    rented like any other. Answers the trial's number. Raises NotFound, Refused.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_living(prescription.state)
    process.require_trial(data.until, ctx.today)
    trial = store.open_trial(prescription)
    if trial is None:
        trial = store.add_trial(prescription, data.until, by=ctx.viewer.code, at=ctx.now)
    else:
        store.prolong_trial(trial, data.until)
    ctx.audit("prescribing.trial_started", f"prescription:{prescription.key}", until=data.until.isoformat())
    return int(trial.pk)
