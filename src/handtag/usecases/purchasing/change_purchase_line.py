"""A line of a draft gets another quantity or price, or is taken away."""

from dataclasses import dataclass

from handtag.apps.purchasing import store
from handtag.domain.access import Permission
from handtag.domain.purchasing import orders
from handtag.domain.purchasing.need import MOST_PIECES
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.buying import terms, without_exception


@dataclass(frozen=True)
class ChangePurchaseLine:
    """`quantity` 0 takes the line away. `price_ore` None: as agreed, or what it last cost."""

    number: str
    line_id: int
    quantity: int
    price_ore: int | None = None


@use_case(Permission.PURCHASE, audits=("purchasing.line_changed", "purchasing.line_removed"))
def change_purchase_line(ctx: Context, data: ChangePurchaseLine) -> None:
    """Only a draft is changed; an approval of a purchase outside the agreements does not cover what the line becomes. Raises NotFound,
    Refused.
    """
    ctx.require(Permission.PURCHASE)
    order = store.lock_order(ctx.viewer, data.number)
    line = next((line for line in order.lines.all() if line.pk == data.line_id), None)
    if line is None:
        raise NotFound("purchasing.no_line", number=data.number)
    if line.state != "draft":
        raise Refused("purchasing.not_draft", number=data.number)
    if data.quantity == 0:
        store.remove_line(line)
        ctx.audit("purchasing.line_removed", f"purchase_order:{order.number}", article=line.article.number)
        return
    orders.require_quantity(line.article.number, data.quantity, MOST_PIECES)
    if data.price_ore is not None and data.price_ore < 0:
        raise Refused("purchasing.negative_price", field="price_ore")
    found = terms(ctx, order, line.article, data.quantity, price_ore=data.price_ore)
    store.change_line(line, quantity=data.quantity, **found.columns, **without_exception())
    ctx.audit(
        "purchasing.line_changed", f"purchase_order:{order.number}",
        article=line.article.number, quantity=data.quantity, price_ore=found.price_ore, stop=found.stop,
    )  # fmt: skip
