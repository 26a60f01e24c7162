"""Decisions as their payer reads them: what, when, under which rule. Never for whom (Patientdatalagen 4 kap. 1 §)."""

from django.db.models import OuterRef, QuerySet, Subquery

from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.domain.access import Scope, Viewer


def decisions_paid_by(viewer: Viewer) -> QuerySet[PrescriptionDecision]:
    """The latest decisions that the viewer's principal or cost centre pays for, with `order_number` when the article has been ordered."""
    if viewer.scope not in {Scope.PRINCIPAL, Scope.COST_CENTRE}:
        return PrescriptionDecision.objects.none()
    mine = Order.objects.visible_to(viewer)
    orders = mine.filter(decision=OuterRef("pk")).order_by("pk")
    rows = PrescriptionDecision.objects.filter(payer_id=viewer.principal_id)
    if viewer.scope is Scope.COST_CENTRE:  # before it is ordered nobody has said whose cost it is
        rows = rows.filter(pk__in=mine.values("decision"))
    return rows.annotate(order_number=Subquery(orders.values("number")[:1])).select_related("article", "agreement_version").order_by("-pk")
