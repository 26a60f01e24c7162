"""A part of a draft is taken away."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.agreements import store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Conflict
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RemoveFromDraft:
    """`kind` and `part` name what is taken away; `revision` is the one that was read."""

    draft_key: UUID
    revision: int
    kind: str
    part: str


@use_case(Permission.DRAFT_AGREEMENT, audits="agreements.draft_changed")
def remove_from_draft(ctx: Context, data: RemoveFromDraft) -> int:
    """A strategist of the county takes a part out of a draft that is being written; the log keeps what it said.

    Answers the new revision. Raises Conflict when someone else has changed the part since `revision`, NotFound when it is not there.
    """
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.DRAFT_AGREEMENT)
    drafting.require_editing(draft.state)
    meanwhile = store.latest_change_of(draft, data.revision, data.kind, data.part)
    if meanwhile is not None:
        raise Conflict("agreements.part_changed_meanwhile", part=data.part, who=meanwhile.by.name, revision=meanwhile.revision)
    edit = drafting.remove(store.content_of(draft), data.kind, data.part)
    store.set_content(draft, edit.content)
    revision = store.add_change(draft, ctx.viewer, "removed", at=ctx.now, kind=edit.kind, part=edit.id, old=edit.old)
    ctx.audit("agreements.draft_changed", f"draft:{draft.key}", kind=edit.kind, part=edit.id, revision=revision)
    return revision
