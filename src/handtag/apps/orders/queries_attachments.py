"""What was sent with an order, for who may read of its person: a list without the files themselves. Reading one is a use case."""

from typing import Any

from handtag.apps.orders.attachments import Attachment
from handtag.domain.access import Permission, Viewer


def attachments_of(viewer: Viewer, order: Any) -> list[Attachment]:
    """What was sent with an order that was loaded for a page, the first first; nothing when it is for a person the viewer may not open."""
    if not may_read(viewer, order):
        return []
    return list(Attachment.objects.visible_to(viewer).filter(order=order, removed_at=None).defer("content").order_by("pk"))


def attachment_of(viewer: Viewer, order: Any, attachment_id: int) -> Attachment | None:
    """One of them, with its content."""
    found = Attachment.objects.visible_to(viewer).filter(order=order, removed_at=None, pk=attachment_id)
    one: Attachment | None = found.first() if may_read(viewer, order) else None
    return one


def may_read(viewer: Viewer, order: Any) -> bool:
    """Equipment is for nobody; of a person reads who has a ground and the right to open her, past no block."""
    return order.person_id is None or bool(order.person_is_open and viewer.may(Permission.OPEN_PERSON))
