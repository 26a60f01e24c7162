"""Give someone the right to approve costs, up to an amount, from a day to a day."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DelegateApproval:
    """`limit_ore` None: any amount. Both days are included; `valid_to` None: until it is ended. `stands_in_for` is whom a substitute
    replaces meanwhile, by user number.
    """

    user_id: int
    valid_from: date
    valid_to: date | None = None
    limit_ore: int | None = None
    stands_in_for: int | None = None


@use_case(Permission.DELEGATE_APPROVALS, audits="approvals.delegated")
def delegate_approval(ctx: Context, data: DelegateApproval) -> int:
    """A principal says who answers for its costs and up to how much; nobody says so about themselves, and a substitute has a last day.

    Answers the delegation's number. Raises NotFound for someone who approves nothing at the principal, Refused naming the field.
    """
    ctx.require(Permission.DELEGATE_APPROVALS)
    if not store.may_be_approver(data.user_id, ctx.viewer.principal_id, ctx.today):
        raise NotFound("approvals.no_approver", field="user_id")
    if data.user_id == ctx.viewer.user_id:
        raise Refused("approvals.own_delegation", field="user_id")
    if data.limit_ore is not None and data.limit_ore < 0:
        raise Refused("approvals.bad_limit", field="limit_ore")
    if data.valid_from < ctx.today or (data.valid_to is not None and data.valid_to < data.valid_from):
        raise Refused("approvals.day_passed", field="valid_from", on=data.valid_from)
    if data.stands_in_for is not None:
        _require_substitute(ctx, data)
    given = store.add_delegation(
        principal_id=ctx.viewer.principal_id, user_id=data.user_id, stands_in_for_id=data.stands_in_for, limit_ore=data.limit_ore,
        valid_from=data.valid_from, valid_to=data.valid_to, given_by=ctx.viewer.code, given_at=ctx.now,
    )  # fmt: skip
    ctx.audit("approvals.delegated", f"user:{data.user_id}", limit_ore=data.limit_ore, to=str(data.valid_to or ""))
    return given.pk


def _require_substitute(ctx: Context, data: DelegateApproval) -> None:
    """A substitute stands in for someone else who approves, until a day, and for no more than that person may."""
    if data.stands_in_for == data.user_id:
        raise Refused("approvals.own_substitute", field="stands_in_for")
    if data.valid_to is None:
        raise Refused("approvals.substitute_needs_day", field="valid_to")
    held = [one for one in store.delegations_of(data.stands_in_for or 0, ctx.viewer.principal_id) if one.holds(data.valid_from)]
    if not any(one.limit_ore is None or (data.limit_ore is not None and data.limit_ore <= one.limit_ore) for one in held):
        raise Refused("approvals.substitute_above", field="limit_ore")
