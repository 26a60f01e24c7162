"""A role at a unit, from a day on, is proposed for a user; somebody else approves it in approve_role.py."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.access import store as access
from handtag.apps.organisations import store
from handtag.domain.access import Permission, Role
from handtag.domain.second_person import proposed_by
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class GrantRole:
    username: str
    unit_id: int
    role: str
    valid_from: date
    profession: str = ""


@use_case(Permission.MANAGE_ORGANISATION, audits=("administration.role_proposed", "administration.role_granted"))
def grant_role(ctx: Context, data: GrantRole) -> int:
    """Rights are given per person, unit and task (Patientdatalagen 4 kap. 2 §), never to oneself; a prescriber's with a profession.

    What a person gives has no effect until another has approved it; the command line's has at once. Raises Refused, NotFound.
    """
    user, unit = access.user_by_username(data.username), store.unit_for(ctx.viewer, data.unit_id)
    if user is None:
        raise NotFound("administration.no_user", field="username")
    if unit is None:
        raise NotFound("organisations.no_unit", field="unit_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if user.pk == ctx.viewer.user_id:
        raise Refused("administration.own_account")
    if data.role not in set(Role) - {Role.TIMER}:
        raise Refused("administration.unknown_role", field="role", value=data.role)
    if data.role in (Role.PRESCRIBER, Role.STUDENT) and not data.profession:
        raise Refused("administration.profession_missing", field="profession")
    given = proposed_by(ctx.viewer, ctx.now)
    row = store.add_assignment(user, unit, given, role=data.role, profession=data.profession, valid_from=data.valid_from)
    action = "administration.role_granted" if given.in_force else "administration.role_proposed"
    ctx.audit(action, f"user:{user.pk}", role=data.role, unit=unit.pk, assignment=row.pk)
    return row.pk
