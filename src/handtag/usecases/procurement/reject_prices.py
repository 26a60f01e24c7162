"""A price list is turned down, or taken back by who proposed it."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.procurement import queries, store
from handtag.domain.access import Permission
from handtag.domain.procurement.offers import REJECTED, WITHDRAWN
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

LONGEST_REASON = 400


@dataclass(frozen=True)
class RejectPrices:
    """`reason` is shown to who proposed it."""

    proposal_key: UUID
    reason: str


@use_case(Permission.PROCURE, audits=("procurement.prices_rejected", "procurement.prices_withdrawn"))
def reject_prices(ctx: Context, data: RejectPrices) -> None:
    """A proposal that is turned down changes nothing, and says why; whoever made it may take it back. Raises NotFound, Refused."""
    proposal = queries.proposal_for_page(ctx.viewer, data.proposal_key)
    ctx.require(Permission.PROCURE)
    store.lock_agreement(ctx.viewer, proposal.file.agreement.key)
    if store.is_decided(proposal):
        raise Refused("procurement.decided_already")
    if not data.reason.strip() or len(data.reason) > LONGEST_REASON:
        raise Refused("procurement.reason_missing", field="reason", most=LONGEST_REASON)
    decision = WITHDRAWN if proposal.proposed_by == ctx.viewer.code else REJECTED
    store.decide(proposal, ctx.viewer, decision, reason=data.reason.strip(), at=ctx.now)
    ctx.audit(f"procurement.prices_{decision}", f"price_proposal:{proposal.key}")
