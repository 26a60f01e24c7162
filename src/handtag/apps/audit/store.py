"""Rows of the two logs, of their seals, reviews and extracts, and of command receipts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import JSONField, Value

from handtag.apps.audit.models import (
    AccessEntry,
    AuditEntry,
    CommandReceipt,
    LogExtract,
    LogReview,
    ReviewedEntry,
    ReviewFinding,
    ReviewSignature,
    Seal,
)
from handtag.apps.audit.sealing import LAYOUT, digest_of, hash_of, rows_between, sealed_until
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.domain.values.seals import NO_SEAL, pack

CHAINS = 8_505_220  # the name of the lock on all chains: any number that nothing else in the database uses
RUN = 10_000  # rows sealed at a time


def add_entry(
    viewer: Viewer,
    *,
    at: datetime,
    use_case: str,
    action: str,
    target: str,
    details: dict[str, Any],
    command_id: UUID | None,
    door: str,
    reference: str,
) -> None:
    AuditEntry.objects.create(
        recorded_at=at, actor=viewer.code, assignment_id=viewer.assignment_id, role=viewer.role, unit_id=viewer.unit_id,
        principal_id=viewer.principal_id, use_case=use_case, action=action, target=target, details=details, command_id=command_id,
        door=door, reference=reference,
    )  # fmt: skip


def add_stranger(actor: str, *, at: datetime, action: str, details: dict[str, Any], door: str, reference: str) -> None:
    """What someone tried who works in no assignment: a failed log-in, a key that is not valid."""
    AuditEntry.objects.create(
        recorded_at=at, actor=actor, role="", unit_id=0, use_case=action, action=action, target=action, details=details, door=door,
        reference=reference,
    )  # fmt: skip


def add_access(
    viewer: Viewer,
    grounds: Mapping[UUID | None, str] | Mapping[UUID, str],
    *,
    at: datetime,
    action: str,
    data_kind: str,
    door: str,
    reference: str,
) -> None:
    """Readings of persons, each on its ground, in one statement; None is a search that found nobody."""
    AccessEntry.objects.bulk_create(
        AccessEntry(
            recorded_at=at, actor=viewer.code, assignment_id=viewer.assignment_id, role=viewer.role, unit_id=viewer.unit_id,
            principal_id=viewer.principal_id, person_key=person_key, action=action, ground=ground, data_kind=data_kind, door=door,
            reference=reference,
        )
        for person_key, ground in grounds.items()
    )  # fmt: skip


def lock_chains() -> None:
    """One sealing at a time; the other waits and then seals what is left. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAINS])


def add_seals(log: str, until: int, *, at: datetime) -> int:
    """Seal the log through row `until`, each care provider's rows onto its own chain; answers how many rows. Two at once cannot fork
    a chain: the number of the next seal is unique.
    """
    sealed, after = 0, sealed_until(log)
    rows = rows_between(log, after, until)
    while run := list(islice(rows, RUN)):
        last = run[-1]["id"]
        by_principal: dict[int, list[tuple[int, bytes]]] = {}
        for row in run:
            by_principal.setdefault(row["principal_id"], []).append((row["id"], digest_of(log, LAYOUT, row)))
        for principal_id, digests in sorted(by_principal.items()):
            _add_seal(principal_id, log, digests, until=last, at=at)
        sealed += len(run)
    return sealed


def _add_seal(principal_id: int, log: str, digests: list[tuple[int, bytes]], *, until: int, at: datetime) -> None:
    before = Seal.objects.filter(principal_id=principal_id).order_by("-number").values("number", "hash").first()
    seal = Seal(
        principal_id=principal_id, number=before["number"] + 1 if before else 1, log=log, layout=LAYOUT, until_id=until,
        first_id=digests[0][0], last_id=digests[-1][0], count=len(digests), rows=pack(digests),
        previous=before["hash"] if before else NO_SEAL, sealed_at=at,
    )  # fmt: skip
    seal.hash = hash_of(seal)
    seal.save(force_insert=True)


def receipt_for(command_id: UUID) -> CommandReceipt | None:
    return CommandReceipt.objects.filter(command_id=command_id).first()


def add_receipt(command_id: UUID, *, actor: str, use_case: str, digest: str, answer: Any, at: datetime) -> None:
    # No answer is an answer too: None must be kept as JSON null, which Django otherwise makes an SQL NULL.
    kept = Value(None, JSONField()) if answer is None else answer
    CommandReceipt.objects.create(command_id=command_id, actor=actor, use_case=use_case, digest=digest, answer=kept, recorded_at=at)


def add_review(rows: Mapping[int, Sequence[str]], **columns: Any) -> LogReview:
    """A review, and the rows it looks at with the rules they fall under."""
    review = LogReview.objects.create(**columns)
    ReviewedEntry.objects.bulk_create(
        ReviewedEntry(review=review, entry_id=entry_id, rules=list(rules)) for entry_id, rules in sorted(rows.items())
    )
    return review


def lock_review(viewer: Viewer, key: UUID) -> LogReview:
    """The review, so that nobody adds to it while it is signed. Raises NotFound."""
    found: LogReview | None = LogReview.objects.visible_to(viewer).select_for_update().filter(key=key).first()
    if found is None:
        raise NotFound("audit.no_review")
    return found


def reviewed_entry(viewer: Viewer, key: UUID, entry_id: int) -> ReviewedEntry:
    """A row of a review. Raises NotFound."""
    of = LogReview.objects.visible_to(viewer).filter(key=key)
    found = ReviewedEntry.objects.filter(review__in=of, entry_id=entry_id).select_related("entry", "review").first()
    if found is None:
        raise NotFound("audit.no_review")
    return found


def rows_without_finding(review: LogReview) -> int:
    return ReviewedEntry.objects.filter(review=review, findings=None).count()


def is_signed(review: LogReview) -> bool:
    return ReviewSignature.objects.filter(review=review).exists()


def add_finding(row: ReviewedEntry, *, verdict: str, note: str, found_by: str, at: datetime) -> None:
    ReviewFinding.objects.create(row=row, verdict=verdict, note=note, found_by=found_by, found_at=at)


def add_signature(review: LogReview, *, summary: str, signed_by: str, at: datetime) -> None:
    ReviewSignature.objects.create(review=review, summary=summary, signed_by=signed_by, signed_at=at)


def add_extract(**columns: Any) -> LogExtract:
    return LogExtract.objects.create(**columns)


def extract_by_key(viewer: Viewer, key: UUID) -> LogExtract:
    """An extract that the care provider has made. Raises NotFound."""
    found: LogExtract | None = LogExtract.objects.visible_to(viewer).filter(key=key).first()
    if found is None:
        raise NotFound("audit.no_extract")
    return found
