"""Begin a prescription: what the person needs, what it should lead to, how urgent it is."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store as people
from handtag.apps.prescriptions import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

PRIORITIES = (1, 2, 3)


@dataclass(frozen=True)
class StartPrescription:
    person_key: UUID
    need: str
    goal: str
    priority: int


@use_case(Permission.PRESCRIBE, audits="prescribing.started")
def start_prescription(ctx: Context, data: StartPrescription) -> UUID:
    """The assessment of need comes first, with a goal that the follow-up can ask for (Patientdatalagen 3 kap. 6 §).

    Answers the prescription's key. Raises NotFound for a person without care relation, Refused naming the field.
    """
    person = people.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.PRESCRIBE)
    need, goal = data.need.strip(), data.goal.strip()
    if not need:
        raise Refused("prescribing.need_missing", field="need")
    if not goal:
        raise Refused("prescribing.goal_missing", field="goal")
    if data.priority not in PRIORITIES:
        raise Refused("prescribing.bad_priority", field="priority")
    key = ctx.new_key()
    prescription = store.add_prescription(ctx.viewer, person, key=key, need=need, goal=goal, priority=data.priority, at=ctx.now)
    store.add_step(prescription, kind="assessment", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("prescribing.started", f"prescription:{key}", priority=data.priority)
    return key
