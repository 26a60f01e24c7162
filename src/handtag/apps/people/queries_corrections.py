"""Corrections and notes of dissent as who reads about the person sees them. No writes, no rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from handtag.apps.people.corrections import CorrectionRequest
from handtag.apps.people.identity import records_of
from handtag.apps.people.models import Person
from handtag.apps.people.queries import MASK
from handtag.domain.access import Viewer
from handtag.domain.correcting import OF_PERSON, OF_PRESCRIPTION, WHERE
from handtag.domain.values.protected import ProtectedText


@dataclass(frozen=True)
class Correction:
    """`state`: `noted` (only noted), `asked`, `corrected` or `refused`. `words` and `reason` are for the unit that recorded them."""

    key: UUID
    field: str
    state: str
    before: ProtectedText
    wanted: ProtectedText
    asked_at: datetime
    decided_at: datetime | None
    words: str
    reason: str
    unit: str
    is_open: bool


def corrections_of(viewer: Viewer, key: UUID) -> list[Correction]:
    """Of the register's fields, for every unit that may read about the person; the latest first."""
    return _shown(viewer, CorrectionRequest.objects.filter(person__in=_readable(viewer, key), field__in=OF_PERSON))


def corrections_of_prescription(viewer: Viewer, key: UUID, prescription_key: UUID) -> list[Correction]:
    """Of one prescription, for the unit that wrote it."""
    rows = CorrectionRequest.objects.filter(person__in=_readable(viewer, key), field__in=OF_PRESCRIPTION, unit_id=viewer.unit_id)
    return _shown(viewer, rows.filter(prescription_key=prescription_key))


def correction_for_page(viewer: Viewer, key: UUID, request_key: UUID) -> Correction | None:
    """One that waits for a decision, as the unit sees it."""
    rows = CorrectionRequest.objects.filter(person__in=_readable(viewer, key), key=request_key, decision=None)
    return next(iter(_shown(viewer, rows)), None)


def _readable(viewer: Viewer, key: UUID) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.visible_to(viewer).filter(records_of(key))
    return found


def _shown(viewer: Viewer, rows: QuerySet[CorrectionRequest]) -> list[Correction]:
    found = rows.select_related("person", "unit", "decision").order_by("-pk")
    return [_correction(viewer, row) for row in found]


def _correction(viewer: Viewer, row: CorrectionRequest) -> Correction:
    decision = getattr(row, "decision", None)
    ours = row.unit_id == viewer.unit_id
    hidden = row.person.protected_identity and row.field in WHERE
    return Correction(
        key=row.key,
        field=row.field,
        state=decision.outcome if decision else "asked" if row.wanted else "noted",
        before=ProtectedText(row.before, hidden, MASK),
        wanted=ProtectedText(row.wanted, hidden, MASK),
        asked_at=row.recorded_at,
        decided_at=decision.decided_at if decision else None,
        words=row.words if ours else "",
        reason=decision.reason if decision and ours else "",
        unit="" if row.person.protected_identity else row.unit.name,
        is_open=decision is None and bool(row.wanted),
    )
