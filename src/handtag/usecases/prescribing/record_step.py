"""Note a step of the prescription process: tried out, adjusted, informed, instructed, trained, evaluated."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecordStep:
    prescription_key: UUID
    kind: str
    note: str
    on: date


@use_case(Permission.PRESCRIBE, audits="prescribing.step_recorded")
def record_step(ctx: Context, data: RecordStep) -> int:
    """Who did what and when, with a short note; the record itself is kept elsewhere (HSLF-FS 2021:52 3 kap.). Never changed afterwards.

    Answers the step's number. Raises NotFound, Refused for a step outside the list, a day to come or an ended prescription.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_living(prescription.state)
    if data.kind not in prescribing.PROCESS:
        raise Refused("prescribing.unknown_step", field="kind", value=data.kind, valid=prescribing.PROCESS)
    if data.on > ctx.today:
        raise Refused("prescribing.day_in_future", field="on", on=data.on)
    step = store.add_step(prescription, kind=data.kind, note=data.note.strip(), taken_by=ctx.viewer.code, on=data.on, at=ctx.now)
    ctx.audit("prescribing.step_recorded", f"prescription:{prescription.key}", kind=data.kind, on=data.on.isoformat())
    return step.pk
