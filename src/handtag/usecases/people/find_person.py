"""Look for a person by identity number. The number goes in by POST and into nothing that is kept."""

from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.grounds import ground_for
from handtag.domain.access import Permission
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class FindPerson:
    personnummer: str = field(repr=False)


@dataclass(frozen=True)
class FoundPerson:
    """`key` is None when nobody has the number; `related` says whether the unit may open the person now."""

    key: UUID | None
    related: bool


@use_case(Permission.OPEN_PERSON, audits="person.searched", reads=True)
def find_person(ctx: Context, data: FindPerson) -> FoundPerson:
    """A search is logged also when it finds nobody (Patientdatalagen 4 kap. 3 §). Raises Refused("identity.invalid")."""
    ctx.require(Permission.OPEN_PERSON)
    number = PersonNumber.parse(data.personnummer, today=ctx.today)
    person = store.person_by_number(number)
    ctx.log_access(person.key if person else None, action="person.searched", ground="search")
    if person is None:
        return FoundPerson(None, related=False)
    return FoundPerson(person.key, related=ground_for(ctx.viewer, person) is not None)
