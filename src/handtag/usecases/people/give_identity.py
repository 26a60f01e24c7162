"""A registered person gets a new identity number: a personnummer where she had a reserve number. The old one still finds her."""

from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.identity import numbers_of
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import check_new_number, parse_identity
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class GiveIdentity:
    """`number` as it is looked for; `confirmed`: who gives it has seen it beside the person's name and says again that it is hers."""

    person_key: UUID
    number: str = field(repr=False)
    confirmed: bool = False


@use_case(Permission.REGISTER_PERSON, audits=("people.identity_given", "people.identity_taken"))
def give_identity(ctx: Context, data: GiveIdentity) -> UUID | None:
    """A number is one person's: when another record has it nothing is changed, and the two are to be compared and joined.

    Answers with the key of that record, and None when the number was given: a refusal would tell who is registered without leaving a
    trace. The log says that the number changed, never to what. Raises NotFound, Refused naming the field.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.REGISTER_PERSON)
    number = parse_identity(data.number, today=ctx.today, field="number")
    other = store.person_by_number(number)
    if other is not None and other.key == person.key:
        raise Refused("identity.hers_already", field="number")
    before = numbers_of(person)
    check_new_number(number, [row.kind for row in before], today=ctx.today, confirmed=data.confirmed)
    if other is None and store.give_number(ctx.viewer, person, number, at=ctx.now):
        ctx.audit("people.identity_given", f"person:{person.key}", **{"from": before[-1].kind, "to": number.kind})
        return None
    other = other or store.person_by_number(number)
    assert other is not None, "a number that could not be given belongs to someone"
    ctx.audit("people.identity_taken", f"person:{person.key}")
    ctx.log_access(other.key, action="person.searched", ground="search")
    key: UUID = other.key
    return key
