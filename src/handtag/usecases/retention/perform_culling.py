"""Remove what was approved, a batch at a time."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.retention import store
from handtag.apps.retention.contents import items
from handtag.apps.retention.models import Proposal
from handtag.domain.access import Permission
from handtag.domain.retention import Item, contents_hash
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.retaining import asked, plan_in_force

BATCH = 200
PERSONAL = frozenset({"patient_records", "identities"})


@dataclass(frozen=True)
class PerformCulling:
    proposal_key: UUID
    batch: int = BATCH


@use_case(Permission.PERFORM_CULLING, audits=("person.culled", "retention.culled"))
def perform_culling(ctx: Context, data: PerformCulling) -> int:
    """Removes the next things of an approved proposal and answers how many are left: again and again until none is, also after a crash.

    What was removed together with what would be must be exactly what was approved; else nothing is touched and a new proposal is
    needed (Arkivlagen 10 §). Raises NotFound, Refused("retention.…"), Conflict("retention.changed").
    """
    ctx.require(Permission.PERFORM_CULLING)
    proposal = store.lock_proposal(ctx.viewer, data.proposal_key)
    if store.is_withdrawn(proposal):
        raise Refused("retention.withdrawn")
    if not proposal.approved_by:
        raise Refused("retention.not_approved")
    left = [] if proposal.finished_at else _left(ctx, proposal)
    batch = left[: max(1, data.batch)]
    store.cull(proposal, batch, at=ctx.now, by=ctx.viewer.code)
    persons = [item.row_id for item in batch if item.kind in PERSONAL]
    ctx.log_readings(dict.fromkeys(store.person_keys(persons), "retention"), action="person.culled")
    if proposal.finished_at is None and len(batch) == len(left):
        store.finish(proposal, ctx.now)
    ctx.audit("retention.culled", f"culling:{proposal.key}", things=len(batch), rows=sum(item.size for item in batch))
    return len(left) - len(batch)


def _left(ctx: Context, proposal: Proposal) -> list[Item]:
    if ctx.now >= proposal.expires_at:
        raise Refused("retention.expired")
    plan = plan_in_force()
    found = items(asked(plan, proposal.principal_id, proposal.as_of))
    left = [item for item in found if item.held is None]
    digests = [*store.culled_digests(proposal), *(item.digest for item in left)]
    if plan.digest != proposal.plan_digest or contents_hash(digests) != proposal.contents_hash:
        raise Conflict("retention.changed")
    return left
