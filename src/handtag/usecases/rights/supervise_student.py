"""Say who supervises a student, and for how long."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.rights import store
from handtag.domain import rights
from handtag.domain.access import Permission, Role
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SuperviseStudent:
    """Assignments of a student and a prescriber at one unit; both days inclusive."""

    student_id: int
    supervisor_id: int
    valid_from: date
    valid_to: date


@use_case(Permission.MANAGE_RIGHTS, audits="rights.supervision_set")
def supervise_student(ctx: Context, data: SuperviseStudent) -> int:
    """A student prepares and the supervisor answers for it (Patientsäkerhetslagen 6 kap. 3 §: who delegates sees to the competence).

    Answers the supervision's number. Raises NotFound, Refused.
    """
    student = store.prescriber_for(ctx.viewer, data.student_id, Role.STUDENT)
    supervisor = store.prescriber_for(ctx.viewer, data.supervisor_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    if student.unit_id != supervisor.unit_id or student.user_id == supervisor.user_id:
        raise Refused("rights.other_unit", field="supervisor_id")
    rights.require_grant("substitute", data.valid_from, data.valid_to, today=ctx.today)
    made = store.supervise(student, supervisor, first=data.valid_from, last=data.valid_to, by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.supervision_set", f"user:{student.user_id}", supervisor=supervisor.user_id, supervision=made.pk)
    return made.pk
