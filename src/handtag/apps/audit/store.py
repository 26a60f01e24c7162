"""Rows of the two logs and of command receipts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Value

from handtag.apps.audit.models import AccessEntry, AuditEntry, CommandReceipt
from handtag.domain.access import Viewer


def add_entry(
    viewer: Viewer,
    *,
    at: datetime,
    use_case: str,
    action: str,
    target: str,
    details: dict[str, Any],
    command_id: UUID | None,
) -> None:
    AuditEntry.objects.create(
        recorded_at=at, actor=viewer.code, role=viewer.role, unit_id=viewer.unit_id, use_case=use_case,
        action=action, target=target, details=details, command_id=command_id,
    )  # fmt: skip


def add_access(viewer: Viewer, grounds: Mapping[UUID | None, str] | Mapping[UUID, str], *, at: datetime, action: str, door: str) -> None:
    """Readings of persons, each on its ground, in one statement; None is a search that found nobody."""
    AccessEntry.objects.bulk_create(
        AccessEntry(
            recorded_at=at, actor=viewer.code, role=viewer.role, unit_id=viewer.unit_id, principal_id=viewer.principal_id,
            person_key=person_key, action=action, ground=ground, door=door,
        )
        for person_key, ground in grounds.items()
    )  # fmt: skip


def receipt_for(command_id: UUID) -> CommandReceipt | None:
    return CommandReceipt.objects.filter(command_id=command_id).first()


def add_receipt(command_id: UUID, *, actor: str, use_case: str, digest: str, answer: Any, at: datetime) -> None:
    # No answer is an answer too: None must be kept as JSON null, which Django otherwise makes an SQL NULL.
    kept = Value(None, JSONField()) if answer is None else answer
    CommandReceipt.objects.create(command_id=command_id, actor=actor, use_case=use_case, digest=digest, answer=kept, recorded_at=at)
