"""A returned device is looked over: fit to be reconditioned, or not, and what the rule says is to be done with it."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.stock import queries_handling, store
from handtag.apps.stock.models import Device
from handtag.domain import handling, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class InspectDevice:
    """`condition` (one of domain.stock.CONDITIONS) and the estimate of a repair may be left out; then no rule is asked."""

    device_number: str
    passed: bool
    note: str
    on: date
    condition: str = ""
    repair_ore: int = 0


@use_case(Permission.HANDLE_STOCK, audits=("stock.inspected", "stock.rejected"))
def inspect_device(ctx: Context, data: InspectDevice) -> str:
    """Passed, it may be reconditioned; failed, it stays returned until it is repaired and inspected again, or decommissioned.

    Where the rule of its group demands a wash, it is washed first. Answers its state. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    _check(data)
    kind = "inspected" if data.passed else "rejected"
    to_state = stock.next_state(kind, device.state)
    rule = queries_handling.return_rule(device.article, data.on)
    if rule is not None and rule.wash_first and not handling.is_washed(queries_handling.kinds_of_moves(device)):
        raise Refused("stock.wash_first", field="device_number", number=device.number)
    closed_through = billing.closed_through(device.centre_id)
    stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    move = store.post_move(device, kind, to_state, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code, note=data.note)
    if data.condition:
        store.add_inspection(move, _looked_over(ctx, device, data, store.residual_ore(device, data.on, rule)), rule)
    ctx.audit(f"stock.{kind}", f"device:{device.number}", on=data.on.isoformat())
    return device.state


def _check(data: InspectDevice) -> None:
    if data.condition not in ("", *stock.CONDITIONS):
        raise Refused("stock.unknown_condition", field="condition", valid=stock.CONDITIONS)
    if data.repair_ore < 0:
        raise Refused("stock.negative_price", field="repair_ore")
    if data.repair_ore and not data.condition:
        raise Refused("stock.unknown_condition", field="condition", valid=stock.CONDITIONS)
    if data.passed and (data.repair_ore or data.condition not in stock.FIT_CONDITIONS):
        raise Refused("stock.not_fit", field="passed")


def _looked_over(ctx: Context, device: Device, data: InspectDevice, residual_ore: int | None) -> stock.LookedOver:
    age = stock.age_months(device.purchased_on, data.on)
    return stock.LookedOver(data.condition, data.repair_ore, age, residual_ore, owned_here=device.centre_id == ctx.viewer.centre_id)
