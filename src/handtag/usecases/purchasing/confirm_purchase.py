"""The supplier has confirmed an order, or some of its lines, for a day."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.purchasing import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.expecting import AUDIT, lock_waiting, promise_anew


@dataclass(frozen=True)
class ConfirmedLine:
    line_id: int
    promised_on: date


@dataclass(frozen=True)
class ConfirmPurchase:
    """`supplier_reference` is the supplier's own number of the order; empty: unchanged."""

    number: str
    lines: tuple[ConfirmedLine, ...]
    supplier_reference: str = ""


@use_case(Permission.PURCHASE, audits=("purchasing.confirmed", AUDIT))
def confirm_purchase(ctx: Context, data: ConfirmPurchase) -> None:
    """The day the supplier names is when goods are expected from now on, also when it is named again. Customers whose orders wait for them
    are promised anew, and told. Raises NotFound, Refused.
    """
    ctx.require(Permission.PURCHASE)
    waiting = lock_waiting(ctx, data.number)
    order = store.lock_order(ctx.viewer, data.number)
    lines = {line.pk: line for line in order.lines.all()}
    if not data.lines:
        raise Refused("purchasing.nothing_said", field="lines")
    for said in data.lines:
        line = lines.get(said.line_id)
        if line is None:
            raise NotFound("purchasing.no_line", number=data.number)
        if order.ordered_on is not None and said.promised_on < order.ordered_on:
            raise Refused("purchasing.before_order", field="promised_on", on=said.promised_on, ordered=order.ordered_on)
        store.add_event(line, "confirmed", line.quantity, said.promised_on, recorded_at=ctx.now, recorded_by=ctx.viewer.code)
    if data.supplier_reference.strip():
        store.change_order(order, supplier_reference=data.supplier_reference.strip()[:60])
    promise_anew(ctx, waiting)
    last = max(said.promised_on for said in data.lines)
    ctx.audit("purchasing.confirmed", f"purchase_order:{order.number}", lines=len(data.lines), last=last.isoformat())
