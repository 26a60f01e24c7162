"""Show a person's whole identity number: a reading of its own, logged and committed before it is shown."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.grounds import ground_for
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RevealIdentity:
    person_key: UUID


@use_case(Permission.OPEN_PERSON, audits="person.identity_shown", reads=True)
def reveal_identity(ctx: Context, data: RevealIdentity) -> UUID:
    """The log says which data was read (Patientdatalagen 4 kap. 3 §): the number is masked until it is asked for. Raises NotFound.

    Answers with the key, never with the number: answers are kept with their commands.
    """
    person = store.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.OPEN_PERSON)
    ground = ground_for(ctx.viewer, person)
    if ground is None:
        raise NotFound("people.not_found")
    ctx.log_access(person.key, action="person.identity_shown", ground=ground.code)
    return data.person_key
