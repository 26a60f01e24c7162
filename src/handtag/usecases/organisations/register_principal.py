"""A region, municipality or private care provider becomes part of a county."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.places import PRINCIPAL_KINDS, check_kind
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import is_organisation_number
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RegisterPrincipal:
    """`populations` are (year, inhabitants at year end)."""

    county_code: str
    kind: str
    name: str
    organisation_number: str
    municipality_code: str = ""
    populations: tuple[tuple[int, int], ...] = ()


@use_case(Permission.MANAGE_ORGANISATION, audits="organisations.principal_registered")
def register_principal(ctx: Context, data: RegisterPrincipal) -> int:
    """A principal has a valid organisation number, and a municipality its code. Raises Refused naming the field."""
    county = store.county_for(ctx.viewer, data.county_code)
    if county is None:
        raise NotFound("organisations.no_county", field="county_code")
    ctx.require(Permission.MANAGE_ORGANISATION)
    check_kind(data.kind, PRINCIPAL_KINDS)
    if not is_organisation_number(data.organisation_number):
        raise Refused("organisations.bad_number", field="organisation_number", value=data.organisation_number)
    if (data.kind == "municipality") != bool(data.municipality_code):
        raise Refused("organisations.municipality_code", field="municipality_code")
    same_number, same_code = store.is_principal(data.organisation_number, data.municipality_code)
    if same_number:
        raise Refused("organisations.already_registered", field="organisation_number", what=data.organisation_number)
    if same_code:
        raise Refused("organisations.already_registered", field="municipality_code", what=data.municipality_code)
    principal = store.add_principal(
        county,
        kind=data.kind,
        name=data.name,
        organisation_number=data.organisation_number,
        municipality_code=data.municipality_code,
        populations=data.populations,
    )
    ctx.audit("organisations.principal_registered", f"principal:{principal.pk}", kind=data.kind)
    return principal.pk
