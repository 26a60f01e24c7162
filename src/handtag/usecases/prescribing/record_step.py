"""Note a step of the prescription process: tried out, adjusted, informed, instructed, trained, evaluated; or plan it, or pass it by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecordStep:
    """`state` is planned (then `on` is the day it is planned for), done or not_needed."""

    prescription_key: UUID
    kind: str
    note: str
    on: date
    state: str = "done"


@use_case(Permission.PREPARE, audits="prescribing.step_recorded")
def record_step(ctx: Context, data: RecordStep) -> int:
    """Who did what and when, with a short note; the record itself is kept elsewhere (HSLF-FS 2021:52 3 kap.). Never changed afterwards.

    Answers the step's number. Raises NotFound, Refused for a step outside the list, a step that cannot go there from where it is, a day
    that does not fit, or an ended prescription.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PREPARE)
    prescribing.require_living(prescription.state)
    process.require_step(data.kind, store.step_state(prescription, data.kind), data.state)
    process.require_step_day(data.state, data.on, ctx.today)
    note, by = data.note.strip(), ctx.viewer.code
    step = store.add_step(prescription, kind=data.kind, state=data.state, note=note, taken_by=by, on=data.on, at=ctx.now)
    ctx.audit("prescribing.step_recorded", f"prescription:{prescription.key}", kind=data.kind, state=data.state, on=data.on.isoformat())
    return step.pk
