"""A device centre opens, run by one principal."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RegisterCentre:
    county_code: str
    run_by: int
    name: str


@use_case(Permission.MANAGE_ORGANISATION, audits="organisations.centre_registered")
def register_centre(ctx: Context, data: RegisterCentre) -> int:
    """The centre gets its own series of order and invoice numbers. Raises NotFound when county or principal is unknown, Refused when the
    name is taken.
    """
    county, principal = store.county_for(ctx.viewer, data.county_code), store.principal_for(ctx.viewer, data.run_by)
    if county is None:
        raise NotFound("organisations.no_county", field="county_code")
    if principal is None:
        raise NotFound("organisations.no_principal", field="run_by")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if store.is_centre(data.name):
        raise Refused("organisations.already_registered", field="name", what=data.name)
    centre = store.add_centre(county, run_by=principal, name=data.name)
    ctx.audit("organisations.centre_registered", f"centre:{centre.pk}")
    return centre.pk
