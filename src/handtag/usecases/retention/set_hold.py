"""Hold back everything about a person from removal."""

from dataclasses import dataclass, field

from handtag.apps.people import store as people
from handtag.apps.retention import store
from handtag.domain.access import Permission
from handtag.domain.retention import HoldReason
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import parse_identity
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetHold:
    """`reason` is one of HoldReason; `case_number` is where the dispute, the recall or the request is registered."""

    personnummer: str = field(repr=False)
    reason: str
    case_number: str


@use_case(Permission.CULL, audits=("person.held", "retention.held"))
def set_hold(ctx: Context, data: SetHold) -> int:
    """What a dispute, a recall or supervision needs is not removed while it lasts, whatever the plan says (Arkivlagen 10 §).

    Answers the hold's number, by which it is lifted. Raises NotFound, Refused("retention.…").
    """
    ctx.require(Permission.CULL)
    number = parse_identity(data.personnummer, today=ctx.today)
    valid = [reason.value for reason in HoldReason]
    if data.reason not in valid:
        raise Refused("retention.unknown_reason", field="reason", valid=valid)
    if not data.case_number.strip():
        raise Refused("retention.case_missing", field="case_number")
    person = people.person_by_number(number)
    if person is None:
        raise NotFound("retention.no_person", field="personnummer")
    hold = store.add_hold(ctx.viewer, person, reason=data.reason, case_number=data.case_number.strip()[:40], at=ctx.now)
    ctx.log_access(person.key, action="person.held", ground="retention")
    ctx.audit("retention.held", f"hold:{hold.pk}", reason=data.reason)
    return hold.pk
