"""A block is taken away, at the person's request or because life or health cannot wait for it."""

from dataclasses import dataclass

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.secrecy import LIFTS
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class LiftBlock:
    """`reason`: `person_asked`, or `emergency` when another care provider has called and the person cannot be asked."""

    block_id: int
    reason: str


@use_case(Permission.BLOCK_RECORDS, audits="people.block_lifted")
def lift_block(ctx: Context, data: LiftBlock) -> None:
    """Only the care provider that set a block lifts it (Patientdatalagen 4 kap. 5 §, lag 2022:913). Raises NotFound, Refused."""
    block = store.block_to_lift(ctx.viewer, data.block_id)
    ctx.require(Permission.BLOCK_RECORDS)
    if data.reason not in LIFTS:
        raise Refused("people.unknown_choice", field="reason", value=data.reason, valid=LIFTS)
    store.lift(ctx.viewer, block, reason=data.reason, at=ctx.now)
    ctx.audit("people.block_lifted", f"person:{block.person.key}", reason=data.reason)
