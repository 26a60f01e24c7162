"""Drafts of new versions, to those of the county who write or approve them. No writes, no rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from handtag.apps.agreements.models import Draft, DraftChange
from handtag.apps.agreements.queries import CompiledVersion, compiled_version
from handtag.domain.access import Viewer
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class OpenDraft:
    """A draft as read: its row, the working copy with its cases, and the published version it began as."""

    row: Draft
    document: Agreement
    cases: tuple[Case, ...]
    base: CompiledVersion


def drafts_for_list(viewer: Viewer) -> list[Draft]:
    """The county's drafts, the latest first; those that are finished after those under way."""
    rows = (
        Draft.objects.visible_to(viewer)
        .defer("document", "cases", "doubts", "based_on__document", "based_on__doubts")
        .select_related("based_on", "author", "published")
    )
    return sorted(rows.order_by("-started_at", "-pk"), key=lambda draft: draft.state in {"approved", "withdrawn"})


def draft_for_page(viewer: Viewer, key: UUID) -> OpenDraft:
    """One draft with its working copy. Raises NotFound."""
    rows = Draft.objects.visible_to(viewer).select_related("based_on", "author", "published")
    row: Draft | None = rows.filter(key=key).first()
    if row is None:
        raise NotFound("agreements.no_draft")
    cases = tuple(Case(**plain) for plain in row.cases)
    return OpenDraft(row, _document(row.pk, row.revision, row.document), cases, compiled_version(row.based_on_id))


def changes_of(viewer: Viewer, key: UUID) -> Sequence[DraftChange]:
    """The draft's log, the latest first, with who did it."""
    draft = Draft.objects.visible_to(viewer).filter(key=key).first()
    return list(DraftChange.objects.filter(draft=draft).select_related("by").order_by("-revision")) if draft else []


@lru_cache(maxsize=16)
def _document(_draft_id: int, _revision: int, text: str) -> Agreement:
    return agreement_from_json(text)
