"""Begin a prescription: what the person needs, what it should lead to, how urgent it is."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store as people
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import start


@dataclass(frozen=True)
class StartPrescription:
    """`goal_code` is one of the ICF codes in files/icf.txt, or empty."""

    person_key: UUID
    need: str
    goal: str
    priority: int
    goal_code: str = ""


@use_case(Permission.PREPARE, audits="prescribing.started")
def start_prescription(ctx: Context, data: StartPrescription) -> UUID:
    """The assessment of need comes first, with a goal that the follow-up can ask for (Patientdatalagen 3 kap. 6 §).

    Answers the prescription's key. Raises NotFound for a person without care relation, Refused naming the field.
    """
    person = people.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.PREPARE)
    key = start(ctx, person, need=data.need, goal=data.goal, priority=data.priority, goal_code=data.goal_code).key
    ctx.audit("prescribing.started", f"prescription:{key}", priority=data.priority)
    return key
