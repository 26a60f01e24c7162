"""A person has her records hidden from other units, or from other care providers."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.secrecy import check_block
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import age_on
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class BlockRecords:
    """`whole_provider`: everything the care provider has written, hidden from other care providers; else what the actor's unit has
    written, hidden from every other unit. `asked_by`: `person` or `representative`.
    """

    person_key: UUID
    whole_provider: bool
    asked_by: str


@use_case(Permission.BLOCK_RECORDS, audits="people.records_blocked")
def block_records(ctx: Context, data: BlockRecords) -> int:
    """The person decides, and it takes effect at once (Patientdatalagen 4 kap. 4 §, lag 2022:913); a guardian may not block a child's.

    Answers with the number of the block. Raises NotFound, Refused.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.BLOCK_RECORDS)
    check_block(data.asked_by, age_on(person.birth_date, ctx.today))
    unit_id = None if data.whole_provider else ctx.viewer.unit_id
    if store.is_blocked(ctx.viewer, person, unit_id):
        raise Refused("people.blocked_already")
    block = store.add_block(ctx.viewer, person, unit_id=unit_id, asked_by=data.asked_by, at=ctx.now)
    reach = "provider" if data.whole_provider else "unit"
    ctx.audit("people.records_blocked", f"person:{person.key}", reach=reach, asked_by=data.asked_by)
    return block.pk
