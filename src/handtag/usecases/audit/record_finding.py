"""Write down what was found about one reading in a review."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.audit import store
from handtag.domain.access import Permission
from handtag.domain.log_review import Verdict
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecordFinding:
    review_key: UUID
    entry_id: int
    verdict: str
    note: str = ""


@use_case(Permission.REVIEW_LOG, audits="audit.finding_recorded")
def record_finding(ctx: Context, data: RecordFinding) -> None:
    """A finding is never changed: a later one corrects it until the protocol is signed, and nobody checks his own readings.

    Raises NotFound, Refused("audit.…").
    """
    ctx.require(Permission.REVIEW_LOG)
    review = store.lock_review(ctx.viewer, data.review_key)
    row = store.reviewed_entry(ctx.viewer, data.review_key, data.entry_id)
    if store.is_signed(review):
        raise Refused("audit.signed")
    if row.entry.actor == ctx.viewer.code:
        raise Refused("audit.own_reading")
    valid = tuple(verdict.value for verdict in Verdict)
    if data.verdict not in valid:
        raise Refused("audit.unknown_verdict", field="verdict", value=data.verdict, valid=valid)
    note = data.note.strip()
    if data.verdict != Verdict.IN_ORDER and not note:
        raise Refused("audit.note_missing", field="note")
    store.add_finding(row, verdict=data.verdict, note=note, found_by=ctx.viewer.code, at=ctx.now)
    ctx.audit("audit.finding_recorded", f"review:{data.review_key}", row=data.entry_id, verdict=data.verdict)
