"""Open what other units have written about a person: of the own care provider, and across care providers."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.grounds import EMERGENCY, consents_of, ground_for, walls_around
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenElsewhere:
    """`across`: also what other care providers have written."""

    person_key: UUID
    across: bool


@use_case(
    Permission.OPEN_ELSEWHERE, audits=("person.elsewhere_opened", "person.cohesive_opened", "person.blocked_opened"), reads=True
)  # fmt: skip
def open_elsewhere(ctx: Context, data: OpenElsewhere) -> UUID:
    """Within the care provider the care relation is enough (Patientdatalagen 4 kap. 1 §); across care providers the person must have
    consented, or an emergency run (lag 2022:913). Each kind of reading is logged on its own ground.

    Raises NotFound, NotAllowed("people.consent_missing").
    """
    person = store.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.OPEN_ELSEWHERE)
    ground = ground_for(ctx.viewer, person)
    if ground is None:
        raise NotFound("people.not_found")
    consents = consents_of(ctx.viewer, person)
    emergency = ground.code == EMERGENCY
    if data.across and not emergency and "cohesive" not in consents:
        raise NotAllowed("people.consent_missing")
    ctx.log_access(person.key, action="person.elsewhere_opened", ground=ground.code)
    if data.across:
        ctx.log_access(person.key, action="person.cohesive_opened", ground=EMERGENCY if emergency else "cohesive_consent")
    within = any(
        wall.principal_id == ctx.viewer.principal_id and wall.unit_id not in (None, ctx.viewer.unit_id) for wall in walls_around(person)
    )
    if within and (emergency or "blocked" in consents):
        ctx.log_access(person.key, action="person.blocked_opened", ground=EMERGENCY if emergency else "blocked_consent")
    return data.person_key
