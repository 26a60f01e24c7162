"""What happens when goods come to the centre that bought or borrowed them: they are its own from then on, or lent until a day."""

from collections.abc import Iterable, Mapping
from typing import Any

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre, Principal, Unit
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device, Move
from handtag.apps.stores import store
from handtag.apps.stores.models import CentreRequest, CentreRequestLine, Transfer, TransferLine
from handtag.apps.stores.store import centres
from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stock as moves
from handtag.domain import stores
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context
from handtag.usecases.valuing import worth_of


def came(ctx: Context, transfer: Transfer, devices: Iterable[Device], pieces: Mapping[int, int]) -> None:
    """Devices, locked, and pieces by transfer line that came on a transfer between centres."""
    arrived = list(devices)
    if transfer.kind == "home":
        centres.end_loans(arrived, ctx.today)
    request = centres.request_of(transfer)
    if request is None:
        return
    if request.kind == stores.LOAN:
        centres.add_loans(request, arrived, ctx.today)
        return
    lines = {line.their_article_id: line for line in centres.lines_of(request)}
    for device in arrived:
        line = lines[device.article_id]
        change_owner(ctx, device, request.asker, line.article, request=request, agreed_ore=line.price_ore)
    for sent in store.lines_of(transfer):
        if quantity := pieces.get(sent.pk, 0):
            _sell_pieces(ctx, request, sent, lines[sent.article_id], quantity)


def check_parts(transfer: Transfer, devices: Iterable[Device]) -> None:
    """What is mounted on a device that is sold is sold with it, so that the buyer must have an article of it. Raises Refused."""
    if transfer.kind == stores.SALE:
        for device in devices:
            for part in centres.parts_of(device):
                _counterpart(part, transfer.to_location.centre)


def change_owner(
    ctx: Context, device: Device, buyer: DeviceCentre, article: Article, *, request: CentreRequest | None = None,
    agreed_ore: int | None = None, unit: Unit | None = None, payer: Principal | None = None,
) -> Move:  # fmt: skip
    """The locked device is the buyer's and its article, where it stands or with whom it is, and its parts with it: the move says what it
    is worth. Raises Refused.
    """
    for part in stock.lock_devices(part.pk for part in centres.parts_of(device)):
        change_owner(ctx, part, buyer, _counterpart(part, buyer), request=request, unit=unit, payer=payer)
    seller, called = device.centre, device.article
    value = worth_of(device, ctx.today)
    amount, rule = stores.price(value, agreed_ore, marked=True)
    moves.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
    move = stock.post_move(
        device, "changed_owner", moves.next_state("changed_owner", device.state), on=ctx.today, recorded_at=ctx.now,
        moved_by=ctx.viewer.code, new_owner=buyer, new_article=article, value_ore=value, order_number=request.number if request else "",
        unit=unit, payer=payer,
    )  # fmt: skip
    centres.add_deal(
        seller, buyer, device=device, move=move, request=request, seller_article=called, article=article, quantity=1, value_ore=value,
        amount_ore=amount, rule=rule, on=ctx.today, recorded_at=ctx.now, recorded_by=ctx.viewer.code,
    )  # fmt: skip
    return move


def _sell_pieces(ctx: Context, request: CentreRequest, sent: TransferLine, line: CentreRequestLine, quantity: int) -> None:
    """Out of the seller's article and into the buyer's, lot by lot, so that a recall of a lot finds them at both."""
    transfer = sent.transfer
    by: dict[str, Any] = {"on": ctx.today, "recorded_at": ctx.now, "moved_by": ctx.viewer.code, "order_number": transfer.number}
    stock.change_balance(line.their_article, transfer.to_location, -quantity, kind="sold", **by)
    for lot, pieces in centres.lots_sold(transfer, line.their_article):
        same = stock.lot_of(line.article, lot.code, lot.expires_on) if lot else None
        stock.change_balance(line.article, transfer.to_location, pieces, kind="bought", lot=same, **by)
    price = store_counts.prices_in_force([line.their_article_id], ctx.today).get(line.their_article_id)
    each = price.purchase_ore if price else 0
    amount, rule = stores.price(each, line.price_ore, marked=False)
    centres.add_deal(
        request.asked, request.asker, request=request, seller_article=line.their_article, article=line.article, quantity=quantity,
        value_ore=each * quantity, amount_ore=amount * quantity, rule=rule, on=ctx.today, recorded_at=ctx.now, recorded_by=ctx.viewer.code,
    )  # fmt: skip


def _counterpart(part: Device, buyer: DeviceCentre) -> Article:
    found = centres.counterpart(part.article, buyer)
    if found is None:
        raise Refused("stores.no_counterpart", field="devices", article=part.article.number, centre=buyer.name)
    return found
