"""End a prescription when the need has ended."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.orders import store as orders
from handtag.apps.prescriptions import store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


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
    prescribing.require_step(prescription.state, "ended")
    if data.reason not in prescribing.END_REASONS:
        raise Refused("prescribing.unknown_reason", field="reason", valid=prescribing.END_REASONS)
    order = orders.open_order_for(prescription)
    if order is not None:
        raise Refused("prescribing.order_under_way", order=order.number)
    devices = orders.lent_without_collection(prescription)
    if devices:
        raise Refused("prescribing.device_still_out", devices=tuple(devices))
    trial = store.open_trial(prescription)
    if trial is not None:
        store.end_trial(trial, outcome="returned", note="", by=ctx.viewer.code, on=ctx.today)
    store.set_state(prescription, "ended")
    store.add_step(prescription, kind="ended", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("prescribing.ended", f"prescription:{prescription.key}", reason=data.reason)
