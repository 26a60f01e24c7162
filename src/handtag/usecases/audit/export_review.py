"""Take the rows of a review out as a file: without the persons' names, and logged."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.audit import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ExportReview:
    review_key: UUID
    format: str


@use_case(Permission.REVIEW_LOG, audits="audit.review_exported", reads=True)
def export_review(ctx: Context, data: ExportReview) -> None:
    """What leaves the system is logged before it leaves (HSLF-FS 2016:40 4 kap. 9 §). Raises NotFound."""
    ctx.require(Permission.REVIEW_LOG)
    review = store.lock_review(ctx.viewer, data.review_key)
    ctx.audit("audit.review_exported", f"review:{review.key}", format=data.format[:10])
