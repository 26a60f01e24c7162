"""Let somebody prescribe in a colleague's place for a time."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.rights import queries, store
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NameSubstitute:
    """Both assignments are prescribers' at the principal; both days inclusive."""

    assignment_id: int
    stands_in_for: int
    valid_from: date
    valid_to: date
    reason: str = ""


@use_case(Permission.MANAGE_RIGHTS, audits="rights.substitute_named")
def name_substitute(ctx: Context, data: NameSubstitute) -> int:
    """A substitute is given what the colleague has and the substitute has not, never more, and never beyond the dates.

    The profession stays the substitute's own: what the agreement gives another profession no substitute gets. Answers how many rights
    were given. Raises NotFound, Refused.
    """
    substitute = store.prescriber_for(ctx.viewer, data.assignment_id)
    colleague = store.prescriber_for(ctx.viewer, data.stands_in_for)
    ctx.require(Permission.MANAGE_RIGHTS)
    if substitute.user_id in {colleague.user_id, ctx.viewer.user_id}:
        raise Refused("rights.own_substitute", field="stands_in_for")
    rights.require_grant("substitute", data.valid_from, data.valid_to, today=ctx.today)
    theirs = {one.requirement.pk for one in queries.standings_of(colleague, ctx.today, ctx.now) if one.is_met}
    lacking = [one.requirement.pk for one in queries.standings_of(substitute, ctx.today, ctx.now) if not one.is_met]
    given = [store.lock_requirement(ctx.viewer, pk) for pk in lacking if pk in theirs]
    if not given:
        raise Refused("rights.nothing_to_give", field="stands_in_for", who=colleague.user.name)
    for requirement in given:
        store.give(
            substitute, requirement, "substitute", first=data.valid_from, last=data.valid_to, reason=data.reason.strip(),
            by=ctx.viewer.code, at=ctx.now, stands_in_for=colleague,
        )  # fmt: skip
    ctx.audit("rights.substitute_named", f"user:{substitute.user_id}", stands_in_for=colleague.user_id, rights=len(given))
    return len(given)
