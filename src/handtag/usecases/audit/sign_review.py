"""Sign the protocol of a review: every row has been looked at, and nothing is added afterwards."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.audit import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SignReview:
    review_key: UUID
    summary: str


@use_case(Permission.REVIEW_LOG, audits="audit.review_signed")
def sign_review(ctx: Context, data: SignReview) -> None:
    """The check is documented (HSLF-FS 2016:40 4 kap. 9 §): who, when, which rows, what was found. Raises NotFound, Refused("audit.…")."""
    ctx.require(Permission.REVIEW_LOG)
    review = store.lock_review(ctx.viewer, data.review_key)
    if store.is_signed(review):
        raise Refused("audit.signed")
    if left := store.rows_without_finding(review):
        raise Refused("audit.rows_left", left=left)
    summary = data.summary.strip()
    if not summary:
        raise Refused("audit.summary_missing", field="summary")
    store.add_signature(review, summary=summary, signed_by=ctx.viewer.code, at=ctx.now)
    ctx.audit("audit.review_signed", f"review:{data.review_key}")
