"""A spare part or a component comes off the device that it was used on."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.stock import store
from handtag.domain import handling
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import reason
from handtag.usecases.pieces import pieces, write


@dataclass(frozen=True)
class DetachPieces:
    """`code` is what was read on the part: its lot; without one, of those that are on the device what expires first."""

    article_number: str
    device_number: str
    quantity: int
    location_code: str
    on: date
    code: str = ""
    reason: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.pieces_detached")
def detach_pieces(ctx: Context, data: DetachPieces) -> None:
    """No more than the device has of it, and not off a device that is lost or sold. It lies in the store again; what cannot be used is
    scrapped there. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    taken = pieces(ctx, data.article_number, data.location_code, data.quantity, code=data.code, on=data.on)
    device = store.lock_device(ctx.viewer, data.device_number)
    if not handling.is_within_reach(device.state):
        raise Refused("stock.carries_nothing", field="device_number", number=device.number)
    write(ctx, taken, "detached", note=reason(data.reason), device=device)
    ctx.audit(
        "stock.pieces_detached", f"device:{device.number}", article=taken.article.number, quantity=taken.quantity,
        location=taken.location.code, on=data.on.isoformat(),
    )  # fmt: skip
