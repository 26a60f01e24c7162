"""Give someone a seat in the special approval group, or change or end it."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

SEATS = ("chair", "member", "substitute")


@dataclass(frozen=True)
class AppointMember:
    """Both days are included; `valid_to` None: until it is ended. Who has a seat already gets this one instead."""

    user_id: int
    seat: str
    valid_from: date
    valid_to: date | None = None


@use_case(Permission.LEAD_APPROVAL_GROUP, audits="approvals.member_appointed")
def appoint_member(ctx: Context, data: AppointMember) -> int:
    """The group that tries rare and expensive devices is the county's (Norrbotten final report 2021, "Länshjälpmedelsgruppens syfte").

    Answers the seat's number. Raises NotFound for someone who does not work in the county, Refused naming the field.
    """
    ctx.require(Permission.LEAD_APPROVAL_GROUP)
    if not store.works_in(ctx.viewer.county_id, data.user_id, ctx.today):
        raise NotFound("approvals.no_user", field="user_id")
    if data.seat not in SEATS:
        raise Refused("approvals.unknown_seat", field="seat", valid=SEATS)
    if data.valid_to is not None and data.valid_to < data.valid_from:
        raise Refused("approvals.day_passed", field="valid_to", on=data.valid_to)
    member = store.seat(
        ctx.viewer.county_id, data.user_id, seat=data.seat, valid_from=data.valid_from, valid_to=data.valid_to,
        appointed_by=ctx.viewer.code, appointed_at=ctx.now,
    )  # fmt: skip
    ctx.audit("approvals.member_appointed", f"user:{data.user_id}", seat=data.seat, to=str(data.valid_to or ""))
    return member.pk
