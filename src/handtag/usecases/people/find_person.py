"""Look for a person by identity number. The number goes in by POST and into nothing that is kept."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from handtag.apps.audit.pace import searches_since
from handtag.apps.people import store
from handtag.apps.people.grounds import ground_for
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import parse_identity
from handtag.usecases.base import Context, use_case
from handtag.usecases.words import SEARCH_REASONS

SEARCHES_PER_HOUR = 60


@dataclass(frozen=True)
class FindPerson:
    """`reason`: why so many are looked for, asked for after sixty look-ups within the hour."""

    personnummer: str = field(repr=False)
    reason: str = ""


@dataclass(frozen=True)
class FoundPerson:
    """`key` is None when nobody has the number; `related` says whether the unit may open the person now."""

    key: UUID | None
    related: bool


@use_case(Permission.OPEN_PERSON, audits=("person.searched", "person.searched_often"), reads=True, past_the_wall=True)
def find_person(ctx: Context, data: FindPerson) -> FoundPerson:
    """A search is logged also when it finds nobody, and whoever looks for very many says why (Patientdatalagen 4 kap. 1 and 3 §§).

    Raises Refused("identity.invalid"), Refused("people.many_searches").
    """
    ctx.require(Permission.OPEN_PERSON)
    _ask_why_so_many(ctx, data.reason)
    number = parse_identity(data.personnummer, today=ctx.today)
    person = store.person_by_number(number)
    ctx.log_access(person.key if person else None, action="person.searched", ground="search")
    if person is None:
        return FoundPerson(None, related=False)
    return FoundPerson(person.key, related=ground_for(ctx.viewer, person) is not None)


def _ask_why_so_many(ctx: Context, reason: str) -> None:
    """Each look-up over the limit leaves its own line for whoever reviews the log."""
    lately = searches_since(ctx.viewer.code, ctx.now - timedelta(hours=1))
    if lately < SEARCHES_PER_HOUR:
        return
    if reason not in SEARCH_REASONS:
        raise Refused("people.many_searches", field="reason", count=lately, valid=", ".join(SEARCH_REASONS))
    ctx.audit("person.searched_often", ctx.viewer.code, count=lately + 1, reason=reason)
