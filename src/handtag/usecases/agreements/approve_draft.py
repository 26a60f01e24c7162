"""A second person approves a draft: it is published as a version of its own, for ever."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.agreements import queries, store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ApproveDraft:
    """`revision` is the one that was read: what is approved is what was seen."""

    draft_key: UUID
    revision: int


@use_case(Permission.APPROVE_AGREEMENT, audits=("agreements.draft_approved", "agreements.version_published"))
def approve_draft(ctx: Context, data: ApproveDraft) -> int:
    """Someone who has not written or submitted the draft approves it, and it answers from its first day; earlier versions stay as they are.

    Answers the published version's number. Raises Refused for one's own draft, a first day that has passed, a version name that is
    taken, errors and worked cases that do not hold; Conflict when it was changed since `revision`.
    """
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.APPROVE_AGREEMENT)
    state = drafting.next_state(draft.state, "approve")
    drafting.require_second_person(ctx.viewer.user_id, store.editors_of(draft))
    if draft.revision != data.revision:
        raise Conflict("agreements.draft_changed_meanwhile", who=store.latest_change(draft).by.name, revision=draft.revision)
    content = store.content_of(draft)
    document = content.document
    drafting.require_ready(content, queries.compiled_version(draft.based_on_id).document, ctx.today)
    if store.version_row(document.id, document.version):
        raise Refused("agreements.already_published", field="version", agreement=document.id, version=document.version)
    row = store.add_version(document, content.cases, ctx.now, content.doubts)
    store.set_state(draft, state, published=row)
    revision = store.add_change(draft, ctx.viewer, "approved", at=ctx.now)
    ctx.audit("agreements.draft_approved", f"draft:{draft.key}", version=document.version, revision=revision)
    ctx.audit(
        "agreements.version_published",
        f"agreement:{document.id}",
        version=document.version,
        hash=document.document_hash,
        cases=len(content.cases),
    )
    return row.pk
