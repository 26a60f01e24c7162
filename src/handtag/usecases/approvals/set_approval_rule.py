"""Say that something needs an approval in the county, whose, and within how many days."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.approvals import store
from handtag.domain import approving
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetApprovalRule:
    """`iso_prefix` (2–8 digits, empty: all) and `over_ore` (the forecast, None: any) narrow the rule; `source` is document and section."""

    kind: str
    decider: str
    days: int
    source: str
    valid_from: date
    iso_prefix: str = ""
    over_ore: int | None = None


@use_case(Permission.SET_APPROVAL_RULES, audits="approvals.rule_set")
def set_approval_rule(ctx: Context, data: SetApprovalRule) -> int:
    """What needs an approval beyond the agreement is the county's own to say, from a day that is not past, with the document it stands in
    (Norrbotten final report 2021, "Länshjälpmedelsgruppens syfte"). Answers the rule's number. Raises Refused naming the field.
    """
    ctx.require(Permission.SET_APPROVAL_RULES)
    prefix = data.iso_prefix.strip().replace(" ", "")
    approving.require_rule(data.kind, data.decider, iso_prefix=prefix, over_ore=data.over_ore, days=data.days)
    if not data.source.strip():
        raise Refused("approvals.source_missing", field="source")
    if data.valid_from < ctx.today:
        raise Refused("approvals.day_passed", field="valid_from", on=data.valid_from)
    rule = store.add_rule(
        county_id=ctx.viewer.county_id, kind=data.kind, decider=data.decider, iso_prefix=prefix, over_ore=data.over_ore,
        days=data.days, source=data.source.strip()[:300], valid_from=data.valid_from, set_by=ctx.viewer.code, set_at=ctx.now,
    )  # fmt: skip
    ctx.audit("approvals.rule_set", f"approval_rule:{rule.pk}", kind=data.kind, decider=data.decider, days=data.days)
    return rule.pk
