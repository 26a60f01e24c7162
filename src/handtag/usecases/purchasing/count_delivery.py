"""The first step of goods receipt: what stands at the gate is counted against the purchase order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handtag.apps.purchasing import store
from handtag.apps.purchasing.models import PurchaseLine
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.files import gs1
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CountedLine:
    """Pieces of a line. `code` is what was scanned on the package (GS1): its article number, lot and last day; what is written beside it
    comes before what it says.
    """

    line_id: int
    quantity: int
    code: str = ""
    lot: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class CountDelivery:
    """`place` is where the goods stand until they are controlled."""

    number: str
    delivery_note: str
    on: date
    lines: tuple[CountedLine, ...]
    place: str = ""


@use_case(Permission.HANDLE_STOCK, audits="purchasing.counted")
def count_delivery(ctx: Context, data: CountDelivery) -> tuple[int, ...]:
    """What has come is counted as it is, also when it is more than was ordered; nothing is in stock before it has been controlled.

    The same delivery note is counted once for a line. Answers with what waits for control. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    order = store.lock_order(ctx.viewer, data.number)
    stock.check_day(data.on, today=ctx.today)
    if not data.delivery_note.strip():
        raise Refused("purchasing.delivery_note_missing", field="delivery_note")
    if not data.lines:
        raise Refused("purchasing.nothing_said", field="lines")
    lines = {line.pk: line for line in order.lines.all()}
    counted = [_count(ctx, data, lines, said) for said in data.lines]
    pieces = sum(said.quantity for said in data.lines)
    ctx.audit("purchasing.counted", f"purchase_order:{order.number}", lines=len(counted), pieces=pieces)
    return tuple(counted)


def _count(ctx: Context, data: CountDelivery, lines: Mapping[int, PurchaseLine], said: CountedLine) -> int:
    line = lines.get(said.line_id)
    if line is None:
        raise NotFound("purchasing.no_line", number=data.number)
    package = gs1.read(said.code) if said.code.strip() else gs1.Gs1("")
    if package is None:
        raise Refused("purchasing.unreadable_code", field="code", article=line.article.number)
    if package.gtin and line.article.gtin and package.gtin != line.article.gtin:
        raise Refused("purchasing.other_article", field="code", article=line.article.number)
    lot = said.lot.strip() or package.lot
    note = data.delivery_note.strip()
    if store.counted_before(line, note, lot):
        raise Refused("purchasing.counted_already", field="delivery_note", note=note, article=line.article.number)
    event = store.add_event(
        line, "counted", said.quantity, data.on, recorded_at=ctx.now, recorded_by=ctx.viewer.code, delivery_note=note[:60],
        place=data.place.strip()[:20], gtin=package.gtin, lot=lot[:40], expires_on=said.expires_on or package.expires_on,
    )  # fmt: skip
    return int(event.pk)
