"""What every use case that ends a prescription shares: nothing under way, a trial over, the end written down."""

from handtag.apps.orders import store as orders
from handtag.apps.prescriptions import store
from handtag.apps.prescriptions.models import Prescription
from handtag.domain import prescribing
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context


def require_end(prescription: Prescription, reason: str) -> None:
    """A prescription ends once, for a known reason, and not while an order is under way. Raises Refused naming the order."""
    prescribing.require_step(prescription.state, "ended")
    if reason not in prescribing.END_REASONS:
        raise Refused("prescribing.unknown_reason", field="reason", valid=prescribing.END_REASONS)
    under_way = orders.open_order_for(prescription)
    if under_way is not None:
        raise Refused("prescribing.order_under_way", order=under_way.number)


def end(ctx: Context, prescription: Prescription, reason: str) -> None:
    """Whatever is lent must be on its way home before. Raises Refused naming the devices."""
    devices = orders.lent_without_collection(prescription)
    if devices:
        raise Refused("prescribing.device_still_out", devices=tuple(devices))
    trial = store.open_trial(prescription)
    if trial is not None:
        store.end_trial(trial, outcome="returned", note="", by=ctx.viewer.code, on=ctx.today)
    store.set_state(prescription, "ended")
    store.add_step(prescription, kind="ended", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("prescribing.ended", f"prescription:{prescription.key}", reason=reason)
