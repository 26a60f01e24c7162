"""What was sent with an order by mistake is no longer read."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RemoveAttachment:
    order_number: str
    attachment_id: int


@use_case(Permission.CANCEL_ORDER, audits="ordering.attachment_removed")
def remove_attachment(ctx: Context, data: RemoveAttachment) -> None:
    """It is hidden from that moment and kept with the record it belongs to (Patientdatalagen 3 kap. 14 §). Raises NotFound."""
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CANCEL_ORDER)
    found = store.attachment_of(order, data.attachment_id)
    store.remove_attachment(found, at=ctx.now, by=ctx.viewer.code)
    ctx.audit("ordering.attachment_removed", f"order:{order.number}", attachment=found.pk)
