"""Counted goods that were delivered come back to a store."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.orders import store as orders
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.pieces import come_back, pieces


@dataclass(frozen=True)
class ReturnPieces:
    """`order_number` is the order by which they were delivered; `code` what was read on the package."""

    order_number: str
    article_number: str
    quantity: int
    location_code: str
    on: date
    code: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.pieces_returned")
def return_pieces(ctx: Context, data: ReturnPieces) -> None:
    """From whom the order was for, in the lots that they left in, and no more than it delivered. What was paid for them is credited by
    itself, when it is. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    order = orders.lock_order(ctx.viewer, data.order_number)
    back = pieces(ctx, data.article_number, data.location_code, data.quantity, code=data.code, on=data.on)
    if not any(line.article_id == back.article.pk and line.state == "delivered" for line in order.lines.all()):
        raise Refused("stock.not_delivered", field="article_number", order=order.number, article=back.article.number)
    come_back(ctx, order, back, "returned")
    ctx.audit(
        "stock.pieces_returned", f"order:{order.number}", article=back.article.number, quantity=back.quantity,
        location=back.location.code, on=data.on.isoformat(),
    )  # fmt: skip
