"""A person lets somebody else see and act for her."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from handtag.apps.own import store
from handtag.apps.people.store import index_of
from handtag.domain import own
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class GivePowerOfAttorney:
    """To whom, by identity number, under the name that the person knows; `valid_to` is the last day."""

    personnummer: str = field(repr=False)
    name: str = field(repr=False)
    valid_to: date


@use_case(Permission.SEE_OWN, audits="own.power_given")
def give_power_of_attorney(ctx: Context, data: GivePowerOfAttorney) -> UUID:
    """A person of age lets somebody act for her until a day, and may take it back whenever she wants (Avtalslagen 1915:218 2 kap.).

    Whoever has a power of attorney cannot pass it on. Raises NotFound, Refused.
    """
    found = store.herself(ctx.viewer)
    ctx.require(Permission.SEE_OWN)
    number = PersonNumber.parse(data.personnummer, today=ctx.today)
    index, born = index_of(number), found.person.birth_date
    own.require_acting(
        "power_of_attorney", ctx.today, data.valid_to, born=born, today=ctx.today, is_herself=store.is_of(found.person, index)
    )
    name = own.require_words(data.name, field="name")[:80]
    if store.acts_already(found.person, index, ctx.today):
        raise Refused("own.acts_already", field="personnummer")
    key = ctx.new_key()
    store.add_representation(
        found.person, key=key, index=index, name=name, born_on=number.birth_date, ground="power_of_attorney", valid_from=ctx.today,
        valid_to=data.valid_to, recorded_by=ctx.viewer.code, recorded_at=ctx.now,
    )  # fmt: skip
    ctx.audit("own.power_given", f"representation:{key}", until=data.valid_to.isoformat())
    return key
