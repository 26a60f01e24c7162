"""Change whether an equivalent may come for a line, without ordering anew."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.orders.queries_offers import chain_kind
from handtag.apps.prescriptions import queries as agreements
from handtag.apps.stock import store as devices
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import Delivery, Wish, plan, promise_again
from handtag.usecases.reserving import release, reserve
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class ConvertLine:
    """`own_only` is the coded reason why no equivalent will do; empty: the one that has waited longest may come after all."""

    order_number: str
    line_id: int
    own_only: str = ""


@use_case(Permission.CANCEL_ORDER, audits="ordering.converted")
def convert_line(ctx: Context, data: ConvertLine) -> str:
    """Until it is picked, a line goes out of the replacement chain with a reason, or back into it: the device that was reserved
    goes back to stock when another is now to come. Answers what the line waits for. Raises NotFound, Refused.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CANCEL_ORDER)
    line = next((line for line in order.lines.all() if line.pk == data.line_id), None)
    if line is None:
        raise NotFound("ordering.no_such_line", field="line_id")
    if line.state not in ("placed", "allocated") or line.article.kind != "device" or order.kind not in ordering.GOODS:
        raise Refused("ordering.not_changeable", order=order.number, state=line.state)
    ordering.require_opt_out(data.own_only, chain=chain_kind(line.article))
    if data.own_only == line.own_only:
        raise Refused("ordering.says_so_already", field="own_only")
    for before in devices.lock_devices([line.device_id] if line.device_id else []):
        release(ctx, order, before)
    store.set_line_states(order, [line], "placed", device=None, own_only=data.own_only)
    delivery = Delivery(order.delivery_point, agreements.agreement_in_force(ctx.viewer, ctx.today).document)
    planned = plan(ctx, [Wish(line.article, own_only=data.own_only)], delivery, but=[line])[0]
    if planned.device is not None:
        reserve(ctx, order, line, planned.device)
    promise_again(ctx, store.living_lines(order), delivery, anew={line.pk})
    told = {"article": line.article.name, "day": planned.comes_on.isoformat()}
    tell(ctx, order, "converted", told)
    ctx.audit("ordering.converted", f"order:{order.number}", line=line.pk, own_only=data.own_only, waits_for=planned.waits_for)
    return planned.waits_for
