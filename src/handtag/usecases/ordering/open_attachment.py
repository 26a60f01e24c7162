"""Read what was sent with an order."""

from base64 import b64encode
from dataclasses import dataclass

from handtag.apps.orders import queries
from handtag.apps.orders.queries_attachments import attachment_of
from handtag.apps.people.grounds import ground_for
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenAttachment:
    order_number: str
    attachment_id: int


@dataclass(frozen=True)
class OpenedAttachment:
    """`content` is base64; `media_type` one of image/jpeg, image/png, image/webp, application/pdf."""

    title: str
    media_type: str
    content: str


@use_case(Permission.READ_ORDER, audits=("person.attachment_opened", "ordering.attachment_opened"), reads=True)
def open_attachment(ctx: Context, data: OpenAttachment) -> OpenedAttachment:
    """What was sent for a person is read like her record: on the unit's ground, not past a block, and logged each time (Patientdatalagen
    4 kap. 1–4 §§). Raises NotFound, also for who may see the order but not its person.
    """
    order = queries.order_for_page(ctx.viewer, data.order_number, ctx.today)
    ctx.require(Permission.READ_ORDER)
    found = attachment_of(ctx.viewer, order, data.attachment_id)
    ground = None if order.person is None else ground_for(ctx.viewer, order.person)
    if found is None or (order.person is not None and ground is None):
        raise NotFound("ordering.no_attachment", field="attachment_id")
    if order.person is not None and ground is not None:
        ctx.log_access(order.person.key, action="person.attachment_opened", ground=ground.code)
    else:
        ctx.audit("ordering.attachment_opened", f"order:{order.number}", attachment=found.pk)
    return OpenedAttachment(found.title, found.media_type, b64encode(found.content).decode())
