"""A draft becomes an order to the supplier."""

from collections import defaultdict
from dataclasses import dataclass

from handtag.apps.purchasing import store
from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder
from handtag.domain.access import Permission
from handtag.domain.purchasing import orders
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.buying import is_allowed, terms
from handtag.usecases.expecting import AUDIT, lock_waiting, promise_anew


@dataclass(frozen=True)
class PlacePurchaseOrder:
    """`note` is written on the order for the supplier to read."""

    number: str
    note: str = ""


@use_case(Permission.PURCHASE, audits=("purchasing.ordered", AUDIT))
def place_purchase_order(ctx: Context, data: PlacePurchaseOrder) -> None:
    """What the framework agreements say on the day of the order decides: a line they stop goes out only with another person's approval of
    just that (Norrbotten cooperation agreement 2015, "Upphandling"). Every line is expected after its lead time until the supplier says
    otherwise. Raises NotFound, Refused naming what is stopped.
    """
    ctx.require(Permission.PURCHASE)
    waiting = lock_waiting(ctx, data.number)
    order = store.lock_order(ctx.viewer, data.number)
    if order.state != "draft":
        raise Refused("purchasing.not_draft", number=data.number)
    lines = list(order.lines.all())
    orders.require_covered([(line.article.number, covered) for line, covered in _covered(ctx, order, lines)])
    store.change_order(order, ordered_on=ctx.today, ordered_by=ctx.viewer.code, note=data.note.strip()[: orders.LONGEST_NOTE])
    for line in lines:
        promised = orders.first_promise(ctx.today, line.article.lead_time_days)
        store.add_event(line, "placed", line.quantity, promised, recorded_at=ctx.now, recorded_by=ctx.viewer.code)
    promise_anew(ctx, waiting)
    worth = sum(line.quantity * line.price_ore for line in lines)
    ctx.audit("purchasing.ordered", f"purchase_order:{order.number}", lines=len(lines), worth_ore=worth)


def _covered(ctx: Context, order: PurchaseOrder, lines: list[PurchaseLine]) -> list[tuple[PurchaseLine, bool]]:
    """Each line with whether it may go out: as the agreements are today, together with the lines before it."""
    so_far: dict[int, int] = defaultdict(int)
    found = []
    for line in lines:
        now = terms(ctx, order, line.article, line.quantity, price_ore=line.price_ore, so_far_ore=so_far[line.agreement_id or 0])
        found.append((line, not now.stop or (now.stop == line.stop and is_allowed(line))))
        store.change_line(line, **now.columns)
        if now.agreement_id:
            so_far[now.agreement_id] += line.quantity * line.price_ore
    return found
