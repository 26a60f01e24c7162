"""What is shown of holds, proposals and protocols, and of a dry run."""

from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum

from handtag.apps.organisations.models import Principal
from handtag.apps.retention.contents import Asked, items
from handtag.apps.retention.models import Culled, LegalHold, Proposal
from handtag.domain.access import Viewer
from handtag.domain.retention import Count as Counted
from handtag.domain.retention import counts
from handtag.domain.values.errors import NotFound


def proposals_for_list(viewer: Viewer) -> QuerySet[Proposal]:
    """Those of the viewer's care provider, the latest first."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(viewer).select_related("withdrawal").order_by("-proposed_at", "-pk")
    return rows


def proposal_for_page(viewer: Viewer, key: UUID) -> Proposal:
    """Raises NotFound."""
    found: Proposal | None = Proposal.objects.visible_to(viewer).select_related("withdrawal").filter(key=key).first()
    if found is None:
        raise NotFound("retention.no_proposal")
    return found


def removed_under(proposal: Proposal) -> dict[str, tuple[int, int]]:
    """kind → (things, rows) that have been removed so far."""
    rows = Culled.objects.filter(proposal=proposal).order_by().values_list("kind").annotate(Count("pk"), Sum("rows"))
    return {kind: (things, several) for kind, things, several in rows}


def last_removed(proposal: Proposal) -> tuple[str, object] | None:
    """Who removed last, and when."""
    at = Culled.objects.filter(proposal=proposal).aggregate(at=Max("culled_at"))["at"]
    by = Culled.objects.filter(proposal=proposal).order_by("-pk").values_list("culled_by", flat=True).first()
    return None if by is None else (by, at)


def holds_in_force(viewer: Viewer) -> QuerySet[LegalHold]:
    """Those that the viewer's care provider has set; whom they are about is not told."""
    rows: QuerySet[LegalHold] = LegalHold.objects.visible_to(viewer).filter(lift=None).order_by("set_at", "pk")
    return rows


def hold_for_page(viewer: Viewer, hold_id: int) -> LegalHold:
    """A hold in force that the viewer's care provider has set. Raises NotFound."""
    found = holds_in_force(viewer).filter(pk=hold_id).first()
    if found is None:
        raise NotFound("retention.no_hold")
    return found


def dry_run(asked: Asked) -> list[Counted]:
    """What would be removed and what is held back, without writing anything down."""
    return counts(items(asked))


def principal_by_number(organisation_number: str) -> int | None:
    return Principal.objects.filter(organisation_number=organisation_number).values_list("pk", flat=True).first()
