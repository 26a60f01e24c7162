"""A device goes to the workshop or back to its supplier."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import move


@dataclass(frozen=True)
class SendForRepair:
    device_number: str
    to: str
    on: date
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits=("stock.sent_to_workshop", "stock.sent_to_supplier"))
def send_for_repair(ctx: Context, data: SendForRepair) -> str:
    """`to` is `workshop` or `supplier`. Answers its state. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    if data.to not in ("workshop", "supplier"):
        raise Refused("stock.repaired_where", field="to", valid=("workshop", "supplier"))
    kind = f"sent_to_{data.to}"
    device = move(ctx, data.device_number, kind, data.on, note=data.note)
    ctx.audit(f"stock.{kind}", f"device:{device.number}", on=data.on.isoformat())
    return device.state
