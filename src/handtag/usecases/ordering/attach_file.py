"""A drawing, a photo or a paper is sent with an order."""

from base64 import b64decode
from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.files.pictures import DOCUMENT, PICTURES, accepted
from handtag.usecases.base import Context, use_case
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class AttachFile:
    """`title` says what it shows, for who cannot see it. `content` is base64."""

    order_number: str
    title: str
    content: str


@use_case(Permission.CANCEL_ORDER, audits="ordering.attached")
def attach_file(ctx: Context, data: AttachFile) -> int:
    """What a file is follows from its content: JPEG, PNG, WebP, or PDF without scripts, at most 5 MB, ten to an order; a photo loses where
    it was taken. Read by who may read of the order's person (Patientdatalagen 4 kap. 1 §). Raises NotFound, Refused naming the field.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CANCEL_ORDER)
    if order.state == "cancelled":
        raise Refused("ordering.order_is_cancelled", field="content", order=order.number)
    if not data.title.strip():
        raise Refused("ordering.title_missing", field="title")
    ordering.require_room(store.attachments_sent(order), order.number)
    try:
        sent = b64decode(data.content, validate=True)
    except ValueError:
        sent = b""
    media_type, content = accepted(sent, (*PICTURES, DOCUMENT))
    if len(content) > ordering.LARGEST_ATTACHMENT:
        raise Refused("files.too_large", field="content", most=ordering.LARGEST_ATTACHMENT // 1_000_000)
    kept = store.add_attachment(order, data.title.strip()[:120], media_type, content, at=ctx.now, by=ctx.viewer.code)
    tell(ctx, order, "attached", {})
    ctx.audit("ordering.attached", f"order:{order.number}", attachment=kept.pk, size=len(content), type=media_type)
    return int(kept.pk)
