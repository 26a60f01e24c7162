"""Someone else decides whether a line may be bought outside the framework agreements."""

from dataclasses import dataclass

from handtag.apps.purchasing import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.buying import without_exception


@dataclass(frozen=True)
class DecideException:
    number: str
    line_id: int
    is_approved: bool


@use_case(Permission.APPROVE_PURCHASE, audits=("purchasing.exception_approved", "purchasing.exception_refused"))
def decide_exception(ctx: Context, data: DecideException) -> None:
    """Nobody approves an exception that they asked for themselves: who orders beside the agreements carries the damages, so two persons
    answer for it (Norrbotten cooperation agreement 2015, "Upphandling"). Raises NotFound, Refused.
    """
    ctx.require(Permission.APPROVE_PURCHASE)
    order = store.lock_order(ctx.viewer, data.number)
    line = next((line for line in order.lines.all() if line.pk == data.line_id), None)
    if line is None:
        raise NotFound("purchasing.no_line", number=data.number)
    if line.state != "draft" or not line.asked_by or line.approved_by:
        raise Refused("purchasing.nothing_to_approve", article=line.article.number)
    if line.asked_by == ctx.viewer.code:
        raise Refused("purchasing.own_exception")
    if data.is_approved:
        store.change_line(line, approved_by=ctx.viewer.code, approved_at=ctx.now)
    else:
        store.change_line(line, **without_exception())
    action = "purchasing.exception_approved" if data.is_approved else "purchasing.exception_refused"
    ctx.audit(action, f"purchase_order:{order.number}", article=line.article.number, stop=line.stop)
