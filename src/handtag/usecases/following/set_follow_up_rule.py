"""The county decides how often devices of a kind are followed up."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store
from handtag.domain import following_up
from handtag.domain.access import Permission
from handtag.domain.following_up import Rule
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetFollowUpRule:
    """For devices whose ISO code begins with `iso_prefix` (2, 4 or 6 digits), from a day on; `interval_days` None: once only.

    `source`: who decided it, and where it stands.
    """

    county_code: str
    iso_prefix: str
    first_days: int
    interval_days: int | None
    source: str
    valid_from: date


@use_case(Permission.MANAGE_ORGANISATION, audits="following.rule_set")
def set_follow_up_rule(ctx: Context, data: SetFollowUpRule) -> None:
    """A rule never changes days that are set already; it counts from the next follow-up on. Raises NotFound, Refused naming the field."""
    county = organisations.county_for(ctx.viewer, data.county_code)
    if county is None:
        raise NotFound("organisations.no_county", field="county_code")
    ctx.require(Permission.MANAGE_ORGANISATION)
    rule = Rule(data.iso_prefix.strip(), data.first_days, data.interval_days, data.source.strip())
    following_up.require_rule(rule)
    if len(rule.source) > 200:
        raise Refused("following.no_source", field="source")
    if data.valid_from < ctx.today:
        raise Refused("following.begins_in_past", field="valid_from", on=data.valid_from)
    store.add_follow_up_rule(county.pk, rule, valid_from=data.valid_from, by=ctx.viewer.code, at=ctx.now)
    ctx.audit(
        "following.rule_set", f"county:{county.code}", iso_prefix=rule.iso_prefix, first_days=rule.first_days,
        interval_days=rule.interval_days, valid_from=data.valid_from.isoformat(),
    )  # fmt: skip
