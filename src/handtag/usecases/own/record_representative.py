"""Staff record that somebody may act for a person: they have seen the ground."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from handtag.apps.own import store
from handtag.apps.people import store as people
from handtag.domain import own
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecordRepresentative:
    """`shown`: what was seen, such as the number of the court's decision or the population register. Days inclusive."""

    person_key: UUID
    personnummer: str = field(repr=False)
    name: str = field(repr=False)
    ground: str
    valid_from: date
    valid_to: date
    shown: str = field(repr=False)


@use_case(Permission.RECORD_REPRESENTATIVE, audits="people.representative_recorded")
def record_representative(ctx: Context, data: RecordRepresentative) -> UUID:
    """Custodians act for children and a guardian for whom the court has said so; staff write down what they were shown (Föräldrabalken
    6 kap. 11 § and 11 kap.). Nobody who signs in with the number can do more than the person herself. Raises NotFound, Refused.
    """
    person = people.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.RECORD_REPRESENTATIVE)
    number = PersonNumber.parse(data.personnummer, today=ctx.today)
    index = people.index_of(number)
    own.require_acting(
        data.ground, data.valid_from, data.valid_to, born=person.birth_date, today=ctx.today, is_herself=store.is_of(person, index)
    )
    name, shown = own.require_words(data.name, field="name")[:80], own.require_words(data.shown, field="shown")
    if store.acts_already(person, index, ctx.today):
        raise Refused("own.acts_already", field="personnummer")
    key = ctx.new_key()
    store.add_representation(
        person, key=key, index=index, name=name, born_on=number.birth_date, ground=data.ground, shown=shown, valid_from=data.valid_from,
        valid_to=data.valid_to, unit_id=ctx.viewer.unit_id, recorded_by=ctx.viewer.code, recorded_at=ctx.now,
    )  # fmt: skip
    ctx.audit("people.representative_recorded", f"person:{person.key}", ground=data.ground, until=data.valid_to.isoformat())
    return key
