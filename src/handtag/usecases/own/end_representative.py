"""Staff end that somebody acts for a person: the ground is gone, or she asks for it."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.own import store
from handtag.apps.people import store as people
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndRepresentative:
    representation_key: UUID


@use_case(Permission.RECORD_REPRESENTATIVE, audits="people.representative_ended")
def end_representative(ctx: Context, data: EndRepresentative) -> None:
    """From now on the other one reads and asks nothing more; that it has been so remains. Raises NotFound, also when the person is none
    whom the unit has a relation to.
    """
    one = store.representation_by_key(data.representation_key)
    person = people.readable_person(ctx.viewer, one.person.key)
    ctx.require(Permission.RECORD_REPRESENTATIVE)
    store.end_representation(one, ctx.viewer, at=ctx.now)
    ctx.audit("people.representative_ended", f"person:{person.key}", ground=one.ground)
