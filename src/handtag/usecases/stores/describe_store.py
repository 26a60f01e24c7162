"""Say whose a store is, where its goods are brought, which store fills it up and who pays for what goes missing there."""

from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DescribeStore:
    """`unit` is the HSA-id of whose buffer it is, or of who looks after it; `shortages_paid_by` empty: as its kind has it."""

    location_code: str
    unit: str = ""
    refilled_from: str = ""
    shortages_paid_by: str = ""


@use_case(Permission.MANAGE_CATALOGUE, audits="stores.described")
def describe_store(ctx: Context, data: DescribeStore) -> str:
    """A unit's own buffer names its unit, and a shortage there is paid by the unit unless the store says else. Raises NotFound, Refused."""
    ctx.require(Permission.MANAGE_CATALOGUE)
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    unit = store.unit_for(ctx.viewer.centre_id, data.unit) if data.unit else None
    if data.unit and unit is None:
        raise NotFound("organisations.no_unit", field="unit")
    stores.check_belonging(location.kind, has_unit=unit is not None, paid_by=data.shortages_paid_by)
    source = stock.location_of(ctx.viewer.centre_id, data.refilled_from, field="refilled_from") if data.refilled_from else None
    if source == location:
        raise Refused("stores.fills_itself", field="refilled_from")
    described = store.lock_store(location)
    store.describe(
        described, unit=unit, delivery_point=store.first_point(unit) if unit else None, refilled_from=source,
        shortages_paid_by=data.shortages_paid_by,
    )  # fmt: skip
    said = {"unit": data.unit, "filled_from": data.refilled_from, "paid_by": data.shortages_paid_by}
    ctx.audit("stores.described", f"location:{location.code}", **said)
    return location.code
