"""A draft is finished and waits for someone else to approve it."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.agreements import queries, store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SubmitDraft:
    """`revision` is the one that was read: what is submitted is what was seen. `comment` is for whoever approves."""

    draft_key: UUID
    revision: int
    comment: str = ""


@use_case(Permission.DRAFT_AGREEMENT, audits="agreements.draft_submitted")
def submit_draft(ctx: Context, data: SubmitDraft) -> int:
    """A draft is submitted when its checks find no error and every worked case holds; after that it is not changed.

    Answers the new revision. Raises Conflict when it was changed since `revision`, Refused with the first obstacle.
    """
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.DRAFT_AGREEMENT)
    state = drafting.next_state(draft.state, "submit")
    if draft.revision != data.revision:
        raise Conflict("agreements.draft_changed_meanwhile", who=store.latest_change(draft).by.name, revision=draft.revision)
    content = store.content_of(draft)
    drafting.require_ready(content, queries.compiled_version(draft.based_on_id).document, ctx.today)
    if store.version_row(content.document.id, content.document.version):
        raise Refused("agreements.already_published", field="version", agreement=content.document.id, version=content.document.version)
    store.set_state(draft, state)
    revision = store.add_change(draft, ctx.viewer, "submitted", at=ctx.now, comment=data.comment.strip())
    ctx.audit("agreements.draft_submitted", f"draft:{draft.key}", version=content.document.version, revision=revision)
    return revision
