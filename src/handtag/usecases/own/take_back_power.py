"""A person takes back what she has let somebody do for her."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.own import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TakeBackPower:
    representation_key: UUID


@use_case(Permission.SEE_OWN, audits="own.power_taken_back")
def take_back_power(ctx: Context, data: TakeBackPower) -> None:
    """A power of attorney is over as soon as the person says so (Avtalslagen 1915:218 2 kap. 12 §); custody and what a court has decided
    are not hers to end. Raises NotFound, Refused.
    """
    found = store.herself(ctx.viewer)
    ctx.require(Permission.SEE_OWN)
    one = store.representation_of(found.person, data.representation_key)
    if one.ground != "power_of_attorney":
        raise Refused("own.of_law", field="representation_key")
    store.end_representation(one, ctx.viewer, at=ctx.now)
    ctx.audit("own.power_taken_back", f"representation:{one.key}")
