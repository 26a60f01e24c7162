"""Somebody comes from a provider of electronic identities: as herself, never as an account of staff."""

from dataclasses import dataclass, field

from handtag.apps.people.store import index_of
from handtag.domain.access import Permission, Scope
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SignInPerson:
    """`personnummer` as the provider says it."""

    personnummer: str = field(repr=False)


@use_case(Permission.ADMIT_PERSON, audits="own.signed_in")
def sign_in_person(ctx: Context, data: SignInPerson) -> str:
    """Whoever has been identified sees about herself and those she acts for, and about nobody else (Patientdatalagen 5 kap. 5 §).

    Answers the keyed digest by which she is known; whether anything is kept about her is not asked here. Raises Refused.
    """
    ctx.require(Permission.ADMIT_PERSON, within=ctx.viewer.scope is Scope.ALL)
    number = PersonNumber.parse(data.personnummer, today=ctx.today)
    if number.birth_date > ctx.today:
        raise Refused("identity.invalid", field="personnummer")
    index = index_of(number)
    ctx.audit("own.signed_in", f"own:{index}")
    return index
