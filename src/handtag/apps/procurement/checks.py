"""What must hold of agreements' prices, as questions that must find no row."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from handtag.apps.procurement.models import AgreementPrice, PriceDecision, PriceProposal
from handtag.domain.procurement.lists import CHANGED, GONE, NEW, OF_ROWS
from handtag.domain.procurement.offers import APPROVED

CHUNK = 500


def prices_off_their_decisions() -> Iterator[str]:
    """A price comes from a list of its own agreement that a second person approved, and holds from the list's day."""
    wrong = AgreementPrice.objects.exclude(
        decision__decision=APPROVED,
        decision__proposal__effective_on=F("valid_from"),
        decision__proposal__file__agreement=F("line__agreement"),
        decision__decided_at=F("recorded_at"),
    )
    for price in wrong.select_related("line").order_by("pk").iterator(CHUNK):
        yield f"price {price.pk} of line {price.line.number} from {price.valid_from}: no approved list of that day says it"
    alone = PriceDecision.objects.filter(decision=APPROVED).filter(
        Q(decided_by=F("proposed_by")) | ~Q(proposed_by=F("proposal__proposed_by"))
    )
    for decision in alone.order_by("pk"):
        yield f"price list {decision.proposal_id}: proposed and approved by {decision.decided_by}"


def price_lists_off_their_counts() -> Iterator[str]:
    """Every row of a price list has one verdict, and an approved list changed exactly the lines that it said."""
    written = Count("decision__prices")
    rows = PriceProposal.objects.annotate(written=written).select_related("file", "decision").defer("verdicts", "file__table")
    for proposal in rows.order_by("pk").iterator(CHUNK):
        counts, decision = proposal.counts, getattr(proposal, "decision", None)
        verdicts = sum(counts[one] for one in OF_ROWS)
        if not verdicts == counts["read"] == proposal.file.rows:
            yield f"price list {proposal.key}: {proposal.file.rows} rows, {counts['read']} read, {verdicts} verdicts"
        said = sum(counts[one] for one in (NEW, CHANGED, GONE)) if decision and decision.decision == APPROVED else 0
        if proposal.written != said:
            yield f"price list {proposal.key}: {proposal.written} prices, but it said {said}"
