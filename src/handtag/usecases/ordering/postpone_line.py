"""Say that a line comes on another day than was promised."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.orders import store
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import move_days
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class PostponeLine:
    """`reason` is one of the listed codes; `on` the new day."""

    order_number: str
    line_id: int
    on: date
    reason: str


@use_case(Permission.CONFIRM_DELIVERY, audits="ordering.postponed")
def postpone_line(ctx: Context, data: PostponeLine) -> None:
    """A promise that cannot be kept is replaced by a new one, with its reason, and the orderer is told. Lines that wait to come
    together wait for it too. Raises NotFound, Refused.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CONFIRM_DELIVERY)
    lines = [line for line in order.lines.all() if line.state in ordering.OPEN_STATES]
    line = next((line for line in lines if line.pk == data.line_id), None)
    if line is None:
        raise NotFound("ordering.no_such_line", field="line_id")
    ordering.require_new_day(data.on, data.reason, today=ctx.today)
    if data.on == line.promised_on:
        raise Refused("ordering.same_day", field="on", day=data.on)
    before = line.promised_on
    move_days(order, {line.pk: data.on})
    told = {"article": line.article.name, "before": before.isoformat(), "day": data.on.isoformat(), "reason": data.reason}
    tell(ctx, order, "postponed", told)
    ctx.audit("ordering.postponed", f"order:{order.number}", line=line.pk, on=data.on.isoformat(), reason=data.reason)
