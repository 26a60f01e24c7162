"""A template that is no longer used, or an order of equipment that was begun and given up, is put away."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DiscardSheet:
    """`name` of the unit's template; without one, what the user has begun to order."""

    name: str = ""


@use_case(Permission.ORDER_EQUIPMENT, audits="ordering.sheet_discarded")
def discard_sheet(ctx: Context, data: DiscardSheet) -> None:
    """Only the list of articles is put away; what has been ordered with it stands. Raises NotFound."""
    ctx.require(Permission.ORDER_EQUIPMENT)
    if not store.discard_sheet(ctx.viewer, data.name):
        raise NotFound("ordering.no_sheet", field="name")
    ctx.audit("ordering.sheet_discarded", f"unit:{ctx.viewer.unit_id}")
