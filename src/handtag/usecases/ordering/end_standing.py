"""Nothing more is withdrawn on a standing prescription."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.orders import store
from handtag.apps.prescriptions import store as prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndStanding:
    standing_key: UUID


@use_case(Permission.PLACE_ORDER, audits="ordering.standing_ended")
def end_standing(ctx: Context, data: EndStanding) -> None:
    """What has been withdrawn stands; the need may be prescribed anew. Raises NotFound, Refused."""
    found = store.standing_by_key(ctx.viewer, data.standing_key)
    prescription = prescribing.lock_prescription(ctx.viewer, found.prescription.key)
    ctx.require(Permission.PLACE_ORDER)
    standing = store.lock_standing(found)
    if standing.ended_on is not None:
        raise Refused("ordering.standing_ended", on=standing.ended_on)
    store.end_standing(standing, ctx.today)
    ctx.audit("ordering.standing_ended", f"prescription:{prescription.key}")
