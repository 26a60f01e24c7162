"""A rule that asks for approvals holds no longer."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndApprovalRule:
    """`last_day` is the last day it holds (inclusive)."""

    rule_id: int
    last_day: date


@use_case(Permission.SET_APPROVAL_RULES, audits="approvals.rule_ended")
def end_approval_rule(ctx: Context, data: EndApprovalRule) -> None:
    """What was raised under the rule stays raised; from the day after, nothing more is. Raises NotFound, Refused for a day that is past."""
    rule = store.lock_rule(ctx.viewer, data.rule_id)
    ctx.require(Permission.SET_APPROVAL_RULES)
    if data.last_day < ctx.today or data.last_day < rule.valid_from:
        raise Refused("approvals.day_passed", field="last_day", on=data.last_day)
    if rule.valid_to is not None and rule.valid_to < ctx.today:
        raise Refused("approvals.rule_over", field="last_day", on=rule.valid_to)
    store.end_rule(rule, data.last_day)
    ctx.audit("approvals.rule_ended", f"approval_rule:{rule.pk}", last_day=data.last_day.isoformat())
