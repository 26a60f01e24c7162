"""Say yes to another centre that asks for goods: they go on a transfer to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.apps.stores.models import CentreRequest, CentreRequestLine
from handtag.apps.stores.store import centres
from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AgreedPrice:
    """Öre for each, of an article by the number of the centre that sells it."""

    article_number: str
    each_ore: int


@dataclass(frozen=True)
class AcceptRequest:
    """`prices` where the two centres have agreed on one; else a device costs its residual value, other goods what was paid."""

    request_id: int
    from_location: str
    prices: tuple[AgreedPrice, ...] = ()


@use_case(Permission.DECIDE_DEVICE, audits="stores.request_accepted")
def accept_request(ctx: Context, data: AcceptRequest) -> int:
    """By the people of the centre that was asked and no other; what goes, and how many, is said when it is sent.

    Answers the transfer's id. Raises NotFound, Refused: answered already, a price on a loan, or goods without a price.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    request = centres.lock_request(ctx.viewer, data.request_id)
    if request.asked_id != ctx.viewer.centre_id:
        raise NotFound("stores.no_request", field="request_id")
    stores.require_answer(request.state, "accepted")
    source = stock.location_of(ctx.viewer.centre_id, data.from_location, field="from_location")
    lines = centres.lines_of(request)
    _agree(ctx, request, lines, data.prices)
    transfer = store.add_transfer(request.kind, source, request.to_location, at=ctx.now, by=ctx.viewer.code, note=request.note)
    for line in lines:
        store.want(transfer, line.their_article, line.wanted)
    centres.answer(request, "accepted", transfer=transfer, answered_at=ctx.now, answered_by=ctx.viewer.code)
    ctx.audit("stores.request_accepted", f"centre_request:{request.number}", kind=request.kind, transfer=transfer.number)
    return int(transfer.pk)


def _agree(ctx: Context, request: CentreRequest, lines: list[CentreRequestLine], prices: Iterable[AgreedPrice]) -> None:
    by_number = {line.their_article.number: line for line in lines}
    for agreed in prices:
        line = by_number.get(agreed.article_number)
        if line is None:
            raise Refused("stores.not_wanted", field="prices", article=agreed.article_number)
        if request.kind == stores.LOAN or agreed.each_ore < 0:
            raise Refused("stores.no_such_price", field="prices", article=agreed.article_number)
        centres.set_price(line, agreed.each_ore)
    if request.kind == stores.SALE:
        unmarked = [line for line in lines if line.price_ore is None and line.their_article.kind != "device"]
        known = store_counts.prices_in_force((line.their_article_id for line in unmarked), ctx.today)
        for line in unmarked:
            if line.their_article_id not in known:
                raise Refused("stores.no_price", field="prices", article=line.their_article.number)
