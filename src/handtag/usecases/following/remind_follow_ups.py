"""Who follows up is reminded on the day; the unit's manager when it has not been done two weeks later."""

from dataclasses import dataclass
from datetime import timedelta

from handtag.apps.orders import store as messages
from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store
from handtag.apps.prescriptions.models import FollowUp
from handtag.domain.access import Permission, Scope
from handtag.domain.following_up import LATE_DAYS
from handtag.usecases.base import Context, use_case
from handtag.usecases.telling import tell_about


@dataclass(frozen=True)
class RemindFollowUps:
    pass


@use_case(Permission.ASSIGN_CASES, audits="following.reminded")
def remind_follow_ups(ctx: Context, data: RemindFollowUps) -> int:
    """A follow-up is forgotten by nobody (HSLF-FS 2021:52 3 kap.): each day is told of once. Answers how many were told of."""
    ctx.require(Permission.ASSIGN_CASES, within=ctx.viewer.scope is Scope.ALL)
    due = store.due_follow_ups(ctx.today)
    owners = store.owners(one.prescription for one in due)
    codes = organisations.codes_of(owners.values())
    told = sum(_remind(ctx, one, codes[owners[one.prescription_id]]) for one in due)
    ctx.audit("following.reminded", "prescriptions", told=told)
    return told


def _remind(ctx: Context, one: FollowUp, owner: str) -> bool:
    late = one.due_on + timedelta(days=LATE_DAYS) <= ctx.today
    code, params = ("follow_up_late" if late else "follow_up_due"), {"day": one.due_on.isoformat()}
    if messages.is_told(one.prescription, code, params):
        return False
    managers = organisations.codes_at(one.prescription.unit_id, "unit_manager", ctx.today) if late else []
    tell_about(ctx, one.prescription, managers or [owner], code, params)
    return True
