"""Say that the unit no longer needs to read about a person; from then on it does not."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndCareRelation:
    person_key: UUID


@use_case(Permission.OPEN_PERSON, audits="people.relation_ended")
def end_care_relation(ctx: Context, data: EndCareRelation) -> None:
    """Who no longer takes part in the care no longer reads (Patientdatalagen 4 kap. 1 §): every open relation of the unit ends at once.

    Raises NotFound, Refused("people.no_relation") when only an emergency has the record open.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.OPEN_PERSON)
    ended = store.end_relations(ctx.viewer, person, at=ctx.now)
    if not ended:
        raise Refused("people.no_relation")
    ctx.audit("people.relation_ended", f"person:{person.key}", relations=ended)
