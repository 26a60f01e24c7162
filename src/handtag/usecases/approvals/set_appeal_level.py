"""Say who tries appeals of refused approvals at a level of the county's ladder."""

from dataclasses import dataclass

from handtag.apps.approvals import store
from handtag.domain.access import ROLES, Permission, Role
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

HIGHEST = 5
ROLES_THAT_TRY = tuple(role.value for role in Role if Permission.DECIDE_APPEAL in ROLES[role].permissions)


@dataclass(frozen=True)
class SetAppealLevel:
    """`level` 1 is tried first; `role` is who tries it, `days` how long they have, `source` document and section."""

    level: int
    name: str
    role: str
    days: int
    source: str


@use_case(Permission.SET_APPROVAL_RULES, audits="approvals.level_set")
def set_appeal_level(ctx: Context, data: SetAppealLevel) -> int:
    """Disagreements are taken level by level, from the local one upwards, each with its time (Stockholm agreement 6.4). A level that is
    there already gets these terms for what is appealed from now on. Answers its number. Raises Refused naming the field.
    """
    ctx.require(Permission.SET_APPROVAL_RULES)
    if not 1 <= data.level <= HIGHEST or (data.level > 1 and data.level - 1 not in store.levels(ctx.viewer.county_id)):
        raise Refused("approvals.bad_level", field="level", highest=HIGHEST)
    if data.role not in ROLES_THAT_TRY:
        raise Refused("approvals.unknown_role", field="role", valid=ROLES_THAT_TRY)
    if not data.name.strip():
        raise Refused("approvals.name_missing", field="name")
    if not 1 <= data.days <= 180:
        raise Refused("approvals.bad_days", field="days")
    if not data.source.strip():
        raise Refused("approvals.source_missing", field="source")
    level = store.set_level(
        ctx.viewer.county_id, data.level, name=data.name.strip()[:120], role=data.role, days=data.days, source=data.source.strip()[:300],
        set_by=ctx.viewer.code, set_at=ctx.now,
    )  # fmt: skip
    ctx.audit("approvals.level_set", f"appeal_level:{level.pk}", level=data.level, role=data.role, days=data.days)
    return level.pk
