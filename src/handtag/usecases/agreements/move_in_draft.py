"""A rule of a draft gets another place in its table: which rule is asked first decides."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.agreements import store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Conflict
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class MoveInDraft:
    """The rule is put before the rule `before` of its table; without one it becomes the last."""

    draft_key: UUID
    revision: int
    rule: str
    before: str = ""


@use_case(Permission.DRAFT_AGREEMENT, audits="agreements.draft_changed")
def move_in_draft(ctx: Context, data: MoveInDraft) -> int:
    """A strategist of the county gives a rule another place in its table, in a draft that is being written.

    Answers the new revision. Raises Conflict when someone else has changed the rule since `revision`, NotFound for unknown rules.
    """
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.DRAFT_AGREEMENT)
    drafting.require_editing(draft.state)
    meanwhile = store.latest_change_of(draft, data.revision, "row", data.rule)
    if meanwhile is not None:
        raise Conflict("agreements.part_changed_meanwhile", part=data.rule, who=meanwhile.by.name, revision=meanwhile.revision)
    edit = drafting.move(store.content_of(draft), data.rule, data.before)
    store.set_content(draft, edit.content)
    revision = store.add_change(
        draft, ctx.viewer, "moved", at=ctx.now, kind="row", part=edit.id, before=data.before, old=edit.old, new=edit.new
    )
    ctx.audit("agreements.draft_changed", f"draft:{draft.key}", kind="row", part=edit.id, revision=revision)
    return revision
