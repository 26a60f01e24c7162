"""Answer what the one who decides asked back."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AnswerApprover:
    """`answer` is read by who decides: nothing that tells who it is for."""

    approval_key: UUID
    answer: str


@use_case(Permission.PRESCRIBE, audits="approvals.answered")
def answer_approver(ctx: Context, data: AnswerApprover) -> str:
    """With the answer the clock begins anew. Answers the day by which a decision is due. Raises NotFound, Refused."""
    approval = store.lock_approval(ctx.viewer, data.approval_key)
    ctx.require(Permission.PRESCRIBE)
    if not data.answer.strip():
        raise Refused("approvals.answer_missing", field="answer")
    due = ctx.today + timedelta(days=approval.days)
    store.note(approval, "answered", words=data.answer, by=ctx.viewer.code, at=ctx.now, due_on=due)
    ctx.audit("approvals.answered", f"approval:{approval}", due=due.isoformat())
    return due.isoformat()
