"""Open a person's page: the reading is logged and committed before anything is shown."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.grounds import ground_for
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenPerson:
    person_key: UUID


@use_case(Permission.OPEN_PERSON, audits="person.opened", reads=True)
def open_person(ctx: Context, data: OpenPerson) -> UUID:
    """Only a unit with an open care relation reads about the person (Patientdatalagen 4 kap. 1–3 §§). Raises NotFound."""
    person = store.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.OPEN_PERSON)
    ground = ground_for(ctx.viewer, person)
    if ground is None:
        raise NotFound("people.not_found")
    ctx.log_access(person.key, action="person.opened", ground=ground.code)
    return data.person_key
