"""A spare part or a component is used on a device, or something is used up at the centre itself."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import reason, required_reason
from handtag.usecases.pieces import leave, pieces, require_fresh, write
from handtag.usecases.refilling import Refilling


@dataclass(frozen=True)
class UsePieces:
    """`code` is what was scanned or read on the package. Without a device: used up at the centre, and `reason` says for what."""

    article_number: str
    location_code: str
    quantity: int
    on: date
    device_number: str = ""
    code: str = ""
    reason: str = ""


@use_case(Permission.HANDLE_STOCK, audits=("stock.pieces_mounted", "stock.pieces_used_up"))
def use_pieces(ctx: Context, data: UsePieces) -> None:
    """What is used on a device is on it from then on, so that a recall of the lot finds the device (MDR (EU) 2017/745 art. 25); of the
    lot that was scanned, else what expires first, and never what has expired. The store is filled up. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    used = pieces(ctx, data.article_number, data.location_code, data.quantity, code=data.code, on=data.on)
    require_fresh(used.lot, ctx.today)
    told = {"article": used.article.number, "quantity": used.quantity, "location": used.location.code, "on": data.on.isoformat()}
    if not data.device_number:
        leave(ctx, used, "used_up", note=required_reason(data.reason))
        ctx.audit("stock.pieces_used_up", f"article:{used.article.number}", **told)
        return
    refilling = Refilling.where_filled(used.location)
    device = store.lock_device(ctx.viewer, data.device_number)
    if device.state in stock.FINAL:
        raise Refused("stock.carries_nothing", field="device_number", number=device.number)
    write(ctx, used, "mounted", note=reason(data.reason), device=device)
    if refilling is not None:
        refilling.fill(ctx, [used.article.pk])
    ctx.audit("stock.pieces_mounted", f"device:{device.number}", **told)
