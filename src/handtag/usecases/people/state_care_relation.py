"""Say why the unit needs to read about a person; from then on, for a limited time, it may."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.values.grounds import last_day
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class StateCareRelation:
    person_key: UUID
    ground: str


@use_case(Permission.OPEN_PERSON, audits="people.relation_stated")
def state_care_relation(ctx: Context, data: StateCareRelation) -> None:
    """Who takes part in the care states the ground and is answerable for it (Patientdatalagen 4 kap. 1 §).

    Raises NotFound, Refused("people.unknown_ground").
    """
    person = store.person_by_key(data.person_key)
    ctx.require(Permission.OPEN_PERSON)
    until = last_day(data.ground, ctx.today)
    store.add_relation(
        person,
        store.unit_of(ctx.viewer),
        ground=data.ground,
        stated_by=ctx.viewer.code,
        valid_from=ctx.today,
        valid_to=until,
        at=ctx.now,
    )
    ctx.audit("people.relation_stated", f"person:{person.key}", ground=data.ground, until=until.isoformat())
    ctx.log_access(person.key, action="person.relation_stated", ground=data.ground)
