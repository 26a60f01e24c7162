"""What has not come is cancelled: a draft, an order, or the rest of some lines."""

from dataclasses import dataclass

from handtag.apps.purchasing import store
from handtag.apps.purchasing.ledger import progress
from handtag.domain.access import Permission
from handtag.domain.purchasing.orders import LONGEST_NOTE
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.expecting import AUDIT, lock_waiting, promise_anew


@dataclass(frozen=True)
class CancelPurchase:
    """`line_ids` empty: everything that is still to come."""

    number: str
    note: str
    line_ids: tuple[int, ...] = ()


@use_case(Permission.PURCHASE, audits=("purchasing.cancelled", AUDIT))
def cancel_purchase(ctx: Context, data: CancelPurchase) -> None:
    """What has been counted at the gate stays; only what is still to come can be cancelled, and why is written. Raises NotFound,
    Refused.
    """
    ctx.require(Permission.PURCHASE)
    waiting = lock_waiting(ctx, data.number)
    order = store.lock_order(ctx.viewer, data.number)
    if not data.note.strip():
        raise Refused("purchasing.note_missing", field="note")
    lines = {line.pk: line for line in order.lines.all()}
    if not lines.keys() >= set(data.line_ids):
        raise NotFound("purchasing.no_line", number=data.number)
    chosen = [lines[pk] for pk in dict.fromkeys(data.line_ids)] or [line for line in lines.values() if progress(line).outstanding]
    if not chosen:
        raise Refused("purchasing.nothing_outstanding", number=data.number)
    for line in chosen:
        store.add_event(
            line, "cancelled", progress(line).outstanding, ctx.today,
            note=data.note.strip()[:LONGEST_NOTE], recorded_at=ctx.now, recorded_by=ctx.viewer.code,
        )  # fmt: skip
    promise_anew(ctx, waiting)
    ctx.audit("purchasing.cancelled", f"purchase_order:{order.number}", lines=len(chosen))
