"""A person takes her device along to another county, which pays what is left of its value."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.handovers import store
from handtag.domain import handing_over
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import end_lending


@dataclass(frozen=True)
class BuyOutDevice:
    """`county_code`: Statistics Sweden's two digits of the county that the person has moved to; `on` is the last rented day."""

    device_number: str
    county_code: str
    on: date


@use_case(Permission.DECIDE_DEVICE, audits="handovers.bought_out")
def buy_out_device(ctx: Context, data: BuyOutDevice) -> int:
    """Who moves from the county may keep the device: the new county buys it at its residual value (the national agreement on care outside
    one's county; Norrbotten final report 2021, customer service: "flyttärende"; "Begagnat hjälpmedel": residual value), and the rent ends.

    Answers the öre that the new county is to pay: the basis of an invoice. Raises NotFound, Refused.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    handing_over.require_other_county(data.county_code, own=store.county_code_of(ctx.viewer))
    ended = end_lending(ctx, data.device_number, "sold", data.on, note="")
    rental = ended.rental
    if rental is None or rental.end_move is None or rental.end_move.person_id is None:
        raise Refused("handovers.not_lent", field="device_number", device=ended.device.number)
    amount = rental.end_move.value_ore
    if amount is None:
        raise Refused("handovers.no_value", field="device_number", device=ended.device.number)
    store.add_buy_out(ctx.viewer, rental, county_code=data.county_code, amount_ore=amount, on=data.on, at=ctx.now)
    ctx.audit("handovers.bought_out", f"device:{ended.device.number}", county=data.county_code, amount_ore=amount)
    return int(amount)
