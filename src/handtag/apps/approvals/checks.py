"""Are approvals what their events say, and did no order go before one? One line per row that is wrong, else nothing."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from handtag.apps.approvals.models import Approval, ApprovalEvent, CostNotice
from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.domain import approving
from handtag.domain.values.errors import Refused

CHUNK = 2000
BY_DECIDER = {"approved", "refused"}


def approvals_off_their_events() -> Iterator[str]:
    """A request has come as far as its events say, decided by whoever the last decision names, and never by whoever asked."""
    events: dict[int, list[ApprovalEvent]] = defaultdict(list)
    for event in ApprovalEvent.objects.order_by("pk").iterator(CHUNK):
        events[event.approval_id].append(event)
    for one in Approval.objects.order_by("pk").iterator(CHUNK):
        told = events[one.pk]
        try:
            expected = approving.fold(event.kind for event in told)
        except Refused as broken:
            yield f"approval {one}: broken chain: {broken.code}"
            continue
        decided = [event.by for event in told if event.kind in BY_DECIDER]
        if one.state != expected or (decided[-1] if decided else "") != one.decided_by:
            yield f"approval {one}: {one.state} by {one.decided_by or 'nobody'}, but its events say {expected}"
        if one.asked_by and one.decided_by == one.asked_by:
            yield f"approval {one}: asked for and decided by {one.asked_by}"


def orders_before_their_approval() -> Iterator[str]:
    """Nothing is ordered on a decision that waits for an approval, or whose approval was refused."""
    waiting = Approval.objects.exclude(state="approved").filter(decision=OuterRef("decision_id"))
    for order in Order.objects.filter(Exists(waiting)).exclude(state="cancelled").order_by("pk"):
        yield f"order {order.number}: {order.state}, but its decision waits for an approval"


def trust_prescriptions_nobody_was_told_of() -> Iterator[str]:
    """Whoever pays for what another prescribes was told at once since payers are told, and asked where the agreement wants its approval."""
    first = CostNotice.objects.order_by("told_at").values_list("told_at", flat=True).first()
    if first is None:
        return
    rows = PrescriptionDecision.objects.filter(decided_at__gte=first).annotate(
        told=Exists(CostNotice.objects.filter(decision=OuterRef("pk"))),
        raised=Exists(Approval.objects.filter(prescription=OuterRef("prescription_id"))),
    )
    for row in rows.order_by("pk").iterator(CHUNK):
        if not approving.is_trust(row.facts.get("prescriber_employer"), str(row.decision.get("payer"))):
            continue
        if not row.told:
            yield f"decision {row.pk}: another principal pays, and was not told"
        if row.decision["trust_prescription"]["cost_approval"] == "required" and not row.raised:
            yield f"decision {row.pk}: the payer is to approve the cost, and was never asked"
