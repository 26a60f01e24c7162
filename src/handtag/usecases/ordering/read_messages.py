"""What an orderer has been told about changes to orders is read."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ReadMessages:
    """The rows of the messages; those of others are left alone."""

    message_ids: tuple[int, ...]


@use_case(Permission.READ_ORDER, audits="ordering.messages_read")
def read_messages(ctx: Context, data: ReadMessages) -> int:
    """A message is unread until the one it was sent to has read it. Answers how many were read now."""
    ctx.require(Permission.READ_ORDER)
    read = store.read_messages(ctx.viewer, data.message_ids, at=ctx.now)
    ctx.audit("ordering.messages_read", "messages", read=read)
    return read
