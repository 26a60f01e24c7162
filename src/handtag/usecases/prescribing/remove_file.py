"""What was kept with a prescription by mistake is no longer read."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RemoveFile:
    prescription_key: UUID
    file_id: int


@use_case(Permission.PRESCRIBE, audits="prescribing.file_removed")
def remove_file(ctx: Context, data: RemoveFile) -> None:
    """It is hidden from that moment and kept with the record it belongs to (Patientdatalagen 3 kap. 14 §). Raises NotFound."""
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    found = store.file_of(prescription, data.file_id)
    store.remove_file(found, by=ctx.viewer.code, at=ctx.now)
    ctx.audit("prescribing.file_removed", f"prescription:{prescription.key}", file=found.pk)
