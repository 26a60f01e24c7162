"""Work out what the plan would remove today, and put it before a second person."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from handtag.apps.retention import store
from handtag.apps.retention.contents import items
from handtag.domain.access import Permission
from handtag.domain.retention import PROPOSAL_DAYS, Count, contents_hash, counts
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.retaining import asked, plan_in_force


@dataclass(frozen=True)
class ProposeCulling:
    """What the plan in force says, for the actor's own care provider, as of today."""


@use_case(Permission.CULL, audits="retention.proposed")
def propose_culling(ctx: Context, data: ProposeCulling) -> UUID:
    """Public records are removed only by a decision that says exactly what goes (Arkivlagen 1990:782, 10 §); this is the proposal.

    Removes nothing. Raises Refused("retention.no_plan", "retention.plan_wrong", "retention.nothing_old").
    """
    ctx.require(Permission.CULL)
    plan = plan_in_force()
    found = items(asked(plan, ctx.viewer.principal_id, ctx.today))
    going = [item.digest for item in found if item.held is None]
    if not going:
        raise Refused("retention.nothing_old", held=len(found))
    key, contents = ctx.new_key(), contents_hash(going)
    store.add_proposal(
        key=key, principal_id=ctx.viewer.principal_id, as_of=ctx.today, plan_digest=plan.digest,
        plan_decision=f"{plan.case_number}, {plan.decided_by}, {plan.decided_on}"[:200], contents_hash=contents,
        counts=[_plain(one) for one in counts(found)], proposed_by=ctx.viewer.code, proposed_at=ctx.now,
        expires_at=ctx.now + timedelta(days=PROPOSAL_DAYS),
    )  # fmt: skip
    ctx.audit("retention.proposed", f"culling:{key}", contents=contents, things=len(going))
    return key


def _plain(count: Count) -> dict[str, object]:
    return asdict(count) | {"oldest": str(count.oldest or ""), "newest": str(count.newest or ""), "held": dict(count.held)}
