"""A county is taken into the installation."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission, Scope
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RegisterCounty:
    code: str
    name: str
    agreement_id: str


@use_case(Permission.MANAGE_ORGANISATION, audits="organisations.county_registered")
def register_county(ctx: Context, data: RegisterCounty) -> int:
    """A county has one code (Statistics Sweden) and the agreement its principals decide by. Only the installation itself takes one in,
    by command. Raises Refused on a known code.
    """
    ctx.require(Permission.MANAGE_ORGANISATION, within=ctx.viewer.scope is Scope.ALL)
    if store.county_by_code(data.code):
        raise Refused("organisations.already_registered", field="code", what=data.code)
    county = store.add_county(code=data.code, name=data.name, agreement_id=data.agreement_id)
    ctx.audit("organisations.county_registered", f"county:{data.code}")
    return county.pk
