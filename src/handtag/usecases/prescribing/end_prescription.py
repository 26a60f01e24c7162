"""End a prescription when the need has ended."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.ending import end, require_end


@dataclass(frozen=True)
class EndPrescription:
    prescription_key: UUID
    reason: str


@use_case(Permission.PRESCRIBE, audits="prescribing.ended")
def end_prescription(ctx: Context, data: EndPrescription) -> None:
    """Responsibility lasts until the device is on its way home: nothing under way, and a collection ordered for what is lent.

    Raises NotFound, Refused naming the order or the devices.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    require_end(prescription, data.reason)
    end(ctx, prescription, data.reason)
