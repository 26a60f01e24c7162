"""Ask the principal for a right that is missing."""

from dataclasses import dataclass

from handtag.apps.rights import queries, store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AskRight:
    requirement_id: int
    words: str = ""


@use_case(Permission.PRESCRIBE, audits="rights.asked")
def ask_right(ctx: Context, data: AskRight) -> int:
    """Only for what is asked of one's own profession and is not there, and once until it is answered. Answers the request's number.

    Raises NotFound, Refused.
    """
    requirement = store.lock_requirement(ctx.viewer, data.requirement_id)
    ctx.require(Permission.PRESCRIBE)
    own = queries.own(ctx.viewer, ctx.today, ctx.now)
    standing = next((one for one in own.standings if one.requirement.pk == requirement.pk), None)
    if standing is None:
        raise Refused("rights.not_asked_of_you", field="requirement_id")
    if standing.is_met and not standing.expires_soon(ctx.today):
        raise Refused("rights.held_already", field="requirement_id", title=requirement.title)
    if store.waiting_request(own.assignment, requirement) is not None:
        raise Refused("rights.asked_already", field="requirement_id", title=requirement.title)
    made = store.add_request(own.assignment, requirement, data.words.strip()[:300], ctx.now)
    ctx.audit("rights.asked", f"right_request:{made.pk}", requirement=requirement.pk)
    return made.pk
