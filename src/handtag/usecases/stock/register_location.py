"""A store of the centre: central, staffed branch, unstaffed local, or a unit's own buffer."""

from dataclasses import dataclass

from handtag.apps.organisations import store as organisations
from handtag.apps.stock import store
from handtag.domain.access import Permission
from handtag.domain.places import LOCATION_KINDS, check_kind
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RegisterLocation:
    centre_id: int
    code: str
    name: str
    kind: str


@use_case(Permission.MANAGE_ORGANISATION, audits="stock.location_registered")
def register_location(ctx: Context, data: RegisterLocation) -> int:
    """Every place where goods lie has a code of its own at the centre. Raises NotFound, Refused."""
    centre = organisations.centre_for(ctx.viewer, data.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    check_kind(data.kind, LOCATION_KINDS)
    if store.location_by_code(centre.pk, data.code):
        raise Refused("stock.location_exists", field="code", value=data.code)
    location = store.add_location(centre, code=data.code, name=data.name, kind=data.kind)
    ctx.audit("stock.location_registered", f"location:{data.code}", kind=data.kind)
    return location.pk
