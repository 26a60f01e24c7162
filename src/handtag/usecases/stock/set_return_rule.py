"""The centre's rules for what comes back: when a device is worth repairing, whether it is washed first, how often it is inspected."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.organisations import store as organisations
from handtag.apps.stock import store
from handtag.domain.access import Permission
from handtag.domain.stock import ReturnRule
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetReturnRule:
    iso_prefix: str
    life_months: int
    repair_percent: int
    valid_from: date
    oldest_months: int | None = None
    wash_first: bool = False
    inspect_months: int | None = None


@use_case(Permission.MANAGE_CATALOGUE, audits="stock.return_rule_set")
def set_return_rule(ctx: Context, data: SetReturnRule) -> str:
    """For the articles whose ISO code begins so (empty: all that have no rule of their own), from a day on; what was inspected before
    keeps its rule.

    Answers the beginning. Raises NotFound, Refused.
    """
    ctx.require(Permission.MANAGE_CATALOGUE)
    centre = organisations.centre_by_id(ctx.viewer.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre")
    if not (data.iso_prefix.isdecimal() or data.iso_prefix == "") or len(data.iso_prefix) > 8:
        raise Refused("stock.iso_prefix", field="iso_prefix", value=data.iso_prefix)
    for name in ("life_months", "repair_percent", "oldest_months", "inspect_months"):
        number = getattr(data, name)
        if number is not None and not 1 <= number <= 600:
            raise Refused("stock.rule_number", field=name, most=600)
    rule = ReturnRule(data.life_months, data.repair_percent, data.oldest_months, data.wash_first, data.inspect_months)
    store.add_return_rule(centre, data.iso_prefix, rule, valid_from=data.valid_from, at=ctx.now, by=ctx.viewer.code)
    ctx.audit("stock.return_rule_set", f"centre:{centre.pk}", iso=data.iso_prefix, valid_from=data.valid_from.isoformat())
    return data.iso_prefix
