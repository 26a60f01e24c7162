"""Hand a device in at an unstaffed store: whoever may take goods out there may put back what the person no longer needs."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store as people
from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import Ended, end_lending


@dataclass(frozen=True)
class HandIn:
    """`device_number` is what the person has; it stands in the store from now on."""

    location_code: str
    device_number: str
    person_key: UUID


@use_case(Permission.PRESCRIBE, audits="stores.handed_in")
def hand_in(ctx: Context, data: HandIn) -> str:
    """Prescribers hand in where they fetch (Norrbotten final report 2021, nuläge). The rent ends today, an order to collect it is done, and
    nobody takes it out before those who work at the centre have looked it over. Answers the collection order's number, if there was one.
    Raises NotFound, Refused: a staffed store or another unit's, what somebody else has, a closed month.
    """
    person = people.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.PRESCRIBE)
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    own_unit = store.unit_of(location) == ctx.viewer.unit_id
    stores.require_takes_out(location.kind, location.name, own_unit=own_unit)
    if stock.device_by_number(ctx.viewer, data.device_number).person_id != person.pk:
        raise Refused("stores.not_with_them", field="device_number", number=data.device_number)
    ended: Ended = end_lending(ctx, data.device_number, "returned", ctx.today, location_code=data.location_code)
    ctx.audit("stores.handed_in", f"device:{ended.device.number}", location=location.code, order=ended.collection)
    return ended.collection
