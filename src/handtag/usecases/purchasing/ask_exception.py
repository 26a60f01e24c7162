"""A buyer asks to buy something that the framework agreements do not let through."""

from dataclasses import dataclass

from handtag.apps.purchasing import store
from handtag.domain.access import Permission
from handtag.domain.purchasing import orders
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.buying import terms


@dataclass(frozen=True)
class AskException:
    """Why the line is bought beside the agreements: a reason of the list, and words."""

    number: str
    line_id: int
    reason: str
    note: str


@use_case(Permission.PURCHASE, audits="purchasing.exception_asked")
def ask_exception(ctx: Context, data: AskException) -> None:
    """Purchases beside the procured framework agreements are not allowed; an exception is explained and then decided by another person
    (Norrbotten cooperation agreement 2015, "Upphandling"). Raises NotFound, Refused.
    """
    ctx.require(Permission.PURCHASE)
    order = store.lock_order(ctx.viewer, data.number)
    line = next((line for line in order.lines.all() if line.pk == data.line_id), None)
    if line is None:
        raise NotFound("purchasing.no_line", number=data.number)
    if line.state != "draft":
        raise Refused("purchasing.not_draft", number=data.number)
    orders.require_outside_reason(data.reason, data.note)
    found = terms(ctx, order, line.article, line.quantity, price_ore=line.price_ore)
    if not found.stop:
        raise Refused("purchasing.needs_no_exception", article=line.article.number)
    store.change_line(
        line, **found.columns, outside_reason=data.reason, outside_note=data.note.strip()[: orders.LONGEST_NOTE],
        asked_by=ctx.viewer.code, approved_by="", approved_at=None,
    )  # fmt: skip
    ctx.audit(
        "purchasing.exception_asked", f"purchase_order:{order.number}", article=line.article.number, stop=found.stop, reason=data.reason
    )
