"""Reviews of a care provider's access log, for pages and files; never who was read about."""

from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from handtag.apps.audit.models import LogExtract, LogReview, ReviewedEntry, ReviewFinding
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound

SORTS = {"at": "entry__recorded_at", "verdict": "verdict", "actor": "entry__actor"}


def reviews_for_list(viewer: Viewer) -> QuerySet[LogReview]:
    """The reviews of the viewer's care provider, the latest first, each with `total` rows and how many are `left`."""
    found: QuerySet[LogReview] = LogReview.objects.visible_to(viewer)
    looked_at = Count("rows", filter=Q(rows__findings__isnull=False), distinct=True)
    counted = found.annotate(total=Count("rows", distinct=True), looked_at=looked_at).annotate(left=F("total") - F("looked_at"))
    return counted.select_related("signature").order_by("-started_at", "-pk")


def review_for_page(viewer: Viewer, key: UUID) -> LogReview:
    """One review. Raises NotFound."""
    found = reviews_for_list(viewer).filter(key=key).first()
    if found is None:
        raise NotFound("audit.no_review")
    return found


def rows_of(viewer: Viewer, key: UUID, *, only_left: bool = False, sort: str = "at") -> QuerySet[ReviewedEntry]:
    """The rows of a review with the log's entry and the latest finding as `verdict` and `note`."""
    latest = ReviewFinding.objects.filter(row=OuterRef("pk")).order_by("-pk")
    rows = ReviewedEntry.objects.filter(review__in=LogReview.objects.visible_to(viewer).filter(key=key)).select_related("entry")
    told = {name: Coalesce(Subquery(latest.values(name)[:1]), Value(""), output_field=CharField()) for name in ("verdict", "note")}
    shown = rows.annotate(**told)
    by = ("-" if sort.startswith("-") else "") + SORTS.get(sort.removeprefix("-"), SORTS["at"])
    return (shown.filter(findings=None) if only_left else shown).order_by(by, "pk")


def row_for_page(viewer: Viewer, key: UUID, entry_id: int) -> tuple[Any, list[ReviewFinding]]:
    """One row with its latest finding, and every finding about it, the latest first. Raises NotFound."""
    row = rows_of(viewer, key).filter(entry_id=entry_id).first()
    if row is None:
        raise NotFound("audit.no_review")
    return row, list(ReviewFinding.objects.filter(row=row).order_by("-pk"))


def next_left(viewer: Viewer, key: UUID) -> int | None:
    """The next row that nobody has looked at."""
    return rows_of(viewer, key, only_left=True).values_list("entry_id", flat=True).first()


def extracts_for_list(viewer: Viewer) -> QuerySet[LogExtract]:
    """The extracts that the care provider has made, the latest first; whose they are is told when one is opened."""
    found: QuerySet[LogExtract] = LogExtract.objects.visible_to(viewer)
    return found.order_by("-made_at", "-pk")
