"""Say from when something is no longer required."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.rights import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndRequirement:
    """`last_day` is the last day (inclusive) on which it is asked for."""

    requirement_id: int
    last_day: date


@use_case(Permission.PUBLISH_AGREEMENT, audits="rights.requirement_ended")
def end_requirement(ctx: Context, data: EndRequirement) -> None:
    """A requirement is never changed: it ends, and another begins. What was decided under it stands. Raises NotFound, Refused."""
    found = store.lock_requirement(ctx.viewer, data.requirement_id)
    ctx.require(Permission.PUBLISH_AGREEMENT)
    if data.last_day < ctx.today or data.last_day < found.since:
        raise Refused("rights.since_passed", field="last_day", on=data.last_day)
    store.end_requirement(found, data.last_day)
    ctx.audit("rights.requirement_ended", f"requirement:{found.pk}", last_day=data.last_day.isoformat())
