"""Someone comes from the organisation's identity provider: who it is, and what roles that gives from now on."""

from dataclasses import dataclass
from datetime import timedelta

from handtag.apps.access import store as access
from handtag.apps.access.models import User
from handtag.apps.organisations import store
from handtag.domain.access import Permission, Scope
from handtag.domain.attribute_mapping import Grant
from handtag.domain.second_person import MAPPING, Given
from handtag.usecases.base import Context, use_case
from handtag.usecases.leaving import hold, leave


@dataclass(frozen=True)
class SignInFromProvider:
    """`subject` is what the provider calls the user for ever (HSA-id); `grants` what its claims give by the installation's rules."""

    subject: str
    name: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True)
class ProviderAnswer:
    """`user_id` of who may come in; without one, why not: `no_roles`, `no_unit`, `closed`, `name_taken`."""

    user_id: int | None
    refused: str = ""


@use_case(
    Permission.MANAGE_ORGANISATION,
    audits=("administration.provider_sign_in", "administration.provider_refused", "following.flagged"),
)
def sign_in_from_provider(ctx: Context, data: SignInFromProvider) -> ProviderAnswer:
    """Rights follow what the employer's directory says now: a role that it no longer gives ends at once (Patientdatalagen 4 kap. 2 §).

    Only the log-in itself says so. Roles that an administrator gave are left alone. Answers a refusal instead of raising it, so that what
    ended stays ended.
    """
    ctx.require(Permission.MANAGE_ORGANISATION, within=ctx.viewer.scope is Scope.ALL)
    hold(store.assignments_of_subject(data.subject))
    user = access.lock_user_by_subject(data.subject)
    units = store.units_by_hsa_id({grant.unit_hsa_id for grant in data.grants})
    given = [grant for grant in data.grants if grant.unit_hsa_id in units]
    ended = _end_what_is_gone(ctx, user, given) if user else 0
    refused = _why_not(user, data, given)
    if refused:
        ctx.audit("administration.provider_refused", f"user:{user.pk}" if user else "user:unknown", reason=refused, ended=ended)
        return ProviderAnswer(None, refused)
    if user is None:
        user = access.add_user(username=data.subject, name=data.name or data.subject, password=None, at=ctx.now, subject=data.subject)
    held = {(a.role, a.unit_id, a.profession) for a in store.provider_assignments(user, ctx.today)}
    new = [grant for grant in given if (grant.role, units[grant.unit_hsa_id].pk, grant.profession) not in held]
    for grant in new:
        unit = units[grant.unit_hsa_id]
        by = Given(ctx.viewer.code, MAPPING, ctx.now)
        store.add_assignment(user, unit, by, role=grant.role, profession=grant.profession, valid_from=ctx.today, by_provider=True)
    ctx.audit("administration.provider_sign_in", f"user:{user.pk}", given=len(new), ended=ended)
    return ProviderAnswer(user.pk)


def _why_not(user: User | None, data: SignInFromProvider, given: list[Grant]) -> str:
    if user is not None and not user.is_active:
        return "closed"
    if not data.grants:
        return "no_roles"
    if not given:
        return "no_unit"
    return "name_taken" if user is None and access.user_by_username(data.subject) else ""


def _end_what_is_gone(ctx: Context, user: User, given: list[Grant]) -> int:
    wanted = {(grant.role, grant.unit_hsa_id, grant.profession) for grant in given}
    gone = [a for a in store.provider_assignments(user, ctx.today) if (a.role, a.unit.hsa_id.upper(), a.profession) not in wanted]
    for assignment in gone:
        store.withdraw_assignment(assignment, ctx.now, last_day=ctx.today - timedelta(days=1))
    if gone:
        access.end_sessions(user, ctx.now)
        leave(ctx, [assignment.pk for assignment in gone])
    return len(gone)
