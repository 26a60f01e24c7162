"""The second person says yes to a price list: its prices take effect on their day."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.procurement import queries, store
from handtag.domain.access import Permission
from handtag.domain.procurement.offers import APPROVED
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.comparing import compare_list


@dataclass(frozen=True)
class ApprovePrices:
    """`contents_hash` is that of the proposal as it was read."""

    proposal_key: UUID
    contents_hash: str


@use_case(Permission.PROCURE, audits="procurement.prices_approved")
def approve_prices(ctx: Context, data: ApprovePrices) -> int:
    """Prices take effect by two persons: who proposed them never approves them. Exactly what was proposed is written, or nothing: if the
    agreement has changed meanwhile the list is read again.

    Answers how many lines have new terms. Raises NotFound, Refused, Conflict("procurement.changed").
    """
    proposal = queries.proposal_for_page(ctx.viewer, data.proposal_key)
    ctx.require(Permission.PROCURE)
    agreement = store.lock_agreement(ctx.viewer, proposal.file.agreement.key)
    if store.is_decided(proposal):
        raise Refused("procurement.decided_already")
    if proposal.proposed_by == ctx.viewer.code:
        raise Refused("procurement.same_person")
    file = queries.file_for_page(ctx.viewer, proposal.file.key)
    compared = compare_list(
        agreement, queries.table_of(file), proposal.columns, proposal.effective_on, ctx.today, is_complete=proposal.is_complete
    )
    if not data.contents_hash == proposal.contents_hash == compared.contents_hash:
        raise Conflict("procurement.changed")
    if not compared.changes:
        raise Refused("procurement.nothing_to_approve")
    decision = store.decide(proposal, ctx.viewer, APPROVED, at=ctx.now)
    store.write_changes(agreement, decision, compared.changes, proposal.effective_on)
    matched = store.match_articles(agreement)
    ctx.audit(
        "procurement.prices_approved", f"price_proposal:{proposal.key}", contents=proposal.contents_hash, lines=len(compared.changes),
        matched=matched,
    )  # fmt: skip
    return len(compared.changes)
