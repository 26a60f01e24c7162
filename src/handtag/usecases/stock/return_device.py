"""A device comes back from a person or a unit, with or without a collection order."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import end_lending


@dataclass(frozen=True)
class ReturnDevice:
    """`on` is the day it came back: the last rented day."""

    device_number: str
    location_code: str
    on: date


@dataclass(frozen=True)
class ReturnedDevice:
    """What the return ended: the rent (with its last day) and the collection order; empty when there was none."""

    device_number: str
    rent_ended_on: date | None
    collection_order: str


@use_case(Permission.HANDLE_STOCK, audits="stock.returned")
def return_device(ctx: Context, data: ReturnDevice) -> ReturnedDevice:
    """Rent is charged up to and including the return day (Norrbotten final report 2021, "Hyresperiod").

    A device may come back to any location of the centre. A day in a closed month is refused: register the first open day,
    then credit. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    ended = end_lending(ctx, data.device_number, "returned", data.on, location_code=data.location_code)
    ctx.audit("stock.returned", f"device:{ended.device.number}", on=data.on.isoformat(), order=ended.collection)
    return ReturnedDevice(ended.device.number, data.on if ended.rental else None, ended.collection)
