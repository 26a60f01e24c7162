"""What a unit orders again and again is kept as a template; what is not finished is kept until it is."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import Accessory, articles_asked_for


@dataclass(frozen=True)
class SaveSheet:
    """`name` of the unit's template; without one, what the user has begun to order."""

    lines: tuple[Accessory, ...]
    name: str = ""


@use_case(Permission.ORDER_EQUIPMENT, audits="ordering.sheet_saved")
def save_sheet(ctx: Context, data: SaveSheet) -> str:
    """A template is its unit's, and anyone there who orders may change it; what someone has begun is theirs alone. Answers the name
    as it is kept. Raises NotFound, Refused.
    """
    ctx.require(Permission.ORDER_EQUIPMENT)
    name = ordering.template_name(data.name)
    lines = articles_asked_for(ctx, data.lines, "lines")
    for article, quantity in lines:
        ordering.require_equipment(article.number, article.kind, quantity)
    sheet = store.save_sheet(ctx.viewer, name, lines, at=ctx.now)
    ctx.audit("ordering.sheet_saved", f"order_sheet:{sheet.pk}", lines=len(lines))
    return name
