"""Takeovers and reconciliations as pages show them."""

from uuid import UUID

from django.db.models import QuerySet

from handtag.apps.takeover.models import Reconciliation, Takeover
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound


def takeovers_for_list(viewer: Viewer) -> QuerySet[Takeover]:
    rows: QuerySet[Takeover] = Takeover.objects.visible_to(viewer)
    return rows.order_by("-taken_at", "-pk")


def reconciliations_for_list(viewer: Viewer) -> QuerySet[Reconciliation]:
    rows: QuerySet[Reconciliation] = Reconciliation.objects.visible_to(viewer).defer("differences", "totals")
    return rows.order_by("-compared_at", "-pk")


def reconciliation_by_key(viewer: Viewer, key: UUID) -> Reconciliation:
    """Raises NotFound."""
    found: Reconciliation | None = Reconciliation.objects.visible_to(viewer).filter(key=key).first()
    if found is None:
        raise NotFound("takeover.no_reconciliation")
    return found
