"""Rows of published versions and their cases, added once and never changed; drafts and the log of their changes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from handtag.apps.agreements.models import AgreementCase, AgreementVersion, Draft, DraftChange
from handtag.domain.access import Viewer
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.drafting import Content, plain_cases
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import NotFound


def version_row(agreement_id: str, version: str) -> AgreementVersion | None:
    return AgreementVersion.objects.filter(agreement_id=agreement_id, version=version).first()


def add_version(document: Agreement, cases: Iterable[Case], at: datetime, doubts: str = "") -> AgreementVersion:
    """The version takes its place among the published ones, with the worked cases agreed with it and the doubts about its text."""
    row = AgreementVersion.objects.create(
        agreement_id=document.id,
        version=document.version,
        name=document.title,
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        document=document.canonical_json(),
        document_hash=document.document_hash,
        doubts=doubts,
        published_at=at,
    )
    AgreementCase.objects.bulk_create(
        AgreementCase(
            version=row,
            position=position,
            case_id=case.id,
            title=case.title,
            facts=dict(case.facts),
            expect=dict(case.expect),
            source=case.source,
        )
        for position, case in enumerate(cases)
    )
    return row


def add_draft(viewer: Viewer, key: UUID, base: AgreementVersion, content: Content, at: datetime) -> Draft:
    """A copy of a published version, to be changed; the first line of its log says where it began."""
    draft = Draft.objects.create(
        key=key, county_id=viewer.county_id, based_on=base, author_id=viewer.user_id, document=content.document.canonical_json(),
        cases=plain_cases(content.cases), doubts=content.doubts, started_at=at,
    )  # fmt: skip
    DraftChange.objects.create(draft=draft, revision=0, action="started", by_id=viewer.user_id, at=at)
    return draft


def lock_draft(viewer: Viewer, key: UUID) -> Draft:
    """The draft, held until the transaction ends. Raises NotFound when there is none among those the viewer may see."""
    rows = Draft.objects.visible_to(viewer).select_for_update(of=("self",))
    found: Draft | None = rows.filter(key=key).select_related("based_on").first()
    if found is None:
        raise NotFound("agreements.no_draft")
    return found


def latest_change_of(draft: Draft, after: int, kind: str, part: str) -> DraftChange | None:
    """The last change of a part since a revision; None when nobody has touched it."""
    rows = draft.changes.filter(revision__gt=after, kind=kind, part=part).select_related("by")
    return rows.order_by("-revision").first()


def latest_change(draft: Draft) -> DraftChange:
    return draft.changes.select_related("by").latest("revision")


def editors_of(draft: Draft) -> set[int]:
    """Everyone who has had a hand in what the draft says or asked for its approval: the author and whoever changed or submitted it."""
    made = draft.changes.filter(action__in=["started", "put", "removed", "moved", "submitted"])
    return {draft.author_id, *made.values_list("by_id", flat=True)}


def content_of(draft: Draft) -> Content:
    """What the draft says now."""
    return Content(agreement_from_json(draft.document), tuple(Case(**plain) for plain in draft.cases), draft.doubts)


def set_content(draft: Draft, content: Content) -> None:
    Draft.objects.filter(pk=draft.pk).update(
        document=content.document.canonical_json(), cases=plain_cases(content.cases), doubts=content.doubts
    )


def set_state(draft: Draft, state: str, published: AgreementVersion | None = None) -> None:
    Draft.objects.filter(pk=draft.pk).update(state=state, published=published)


def add_change(
    draft: Draft,
    viewer: Viewer,
    action: str,
    *,
    at: datetime,
    kind: str = "",
    part: str = "",
    before: str = "",
    old: Any = None,
    new: Any = None,
    comment: str = "",
) -> int:
    """One line of the draft's log. Answers the draft's new revision."""
    Draft.objects.filter(pk=draft.pk).update(revision=F("revision") + 1)
    change = DraftChange.objects.create(
        draft=draft, revision=draft.revision + 1, action=action, kind=kind, part=part, before=before, old=old, new=new, comment=comment,
        by_id=viewer.user_id, at=at,
    )  # fmt: skip
    return change.revision
