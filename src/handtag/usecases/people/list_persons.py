"""Several persons shown at once, as in a list of work: each reading is logged and committed before the list is shown."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people.grounds import grounds_by_key
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ListPersons:
    """Whom the list names; the same person may stand on several rows."""

    person_keys: tuple[UUID, ...]


@use_case(Permission.OPEN_PERSON, audits="person.listed", reads=True)
def list_persons(ctx: Context, data: ListPersons) -> int:
    """A list that names persons reads about each of them (Patientdatalagen 4 kap. 1–3 §§): one entry per person, however many rows.

    Answers how many persons. Raises NotFound when one of them is not the unit's to read about, and then none is shown.
    """
    ctx.require(Permission.OPEN_PERSON)
    wanted = set(data.person_keys)
    grounds = grounds_by_key(ctx.viewer, wanted)
    if not wanted or wanted - grounds.keys():
        raise NotFound("people.not_found")
    ctx.log_readings(grounds, action="person.listed")
    return len(grounds)
