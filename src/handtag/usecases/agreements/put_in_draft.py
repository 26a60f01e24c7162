"""A part of a draft is added or changed: a rule, a value, a quoted text, a product row, a worked case, the agreement itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from handtag.apps.agreements import store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Conflict
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class PutInDraft:
    """`part` is in the shape of the agreement format (a rule names its `table`); `revision` is the one that was read. A new rule stands
    before the rule `before`, else last."""

    draft_key: UUID
    revision: int
    kind: str
    part: Mapping[str, Any]
    before: str = ""


@use_case(Permission.DRAFT_AGREEMENT, audits="agreements.draft_changed")
def put_in_draft(ctx: Context, data: PutInDraft) -> int:
    """A strategist of the county adds or replaces one part of a draft that is being written; who did what is kept for ever.

    Answers the new revision. Raises Conflict when someone else has changed the same part since `revision`: nothing is lost, and the
    change can be made again. Refused tells what cannot be read.
    """
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.DRAFT_AGREEMENT)
    drafting.require_editing(draft.state)
    edit = drafting.put(store.content_of(draft), data.kind, data.part, data.before)
    meanwhile = store.latest_change_of(draft, data.revision, edit.kind, edit.id)
    if meanwhile is not None:
        raise Conflict("agreements.part_changed_meanwhile", part=edit.id, who=meanwhile.by.name, revision=meanwhile.revision)
    store.set_content(draft, edit.content)
    revision = store.add_change(
        draft, ctx.viewer, "put", at=ctx.now, kind=edit.kind, part=edit.id, before=data.before, old=edit.old, new=edit.new
    )
    ctx.audit("agreements.draft_changed", f"draft:{draft.key}", kind=edit.kind, part=edit.id, revision=revision)
    return revision
