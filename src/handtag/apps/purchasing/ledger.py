"""Ledger rows as the domain's values: what writes a line's numbers and what checks them read the rows alike."""

from handtag.apps.purchasing.models import PurchaseEvent, PurchaseLine
from handtag.domain.purchasing.orders import Event, Progress


def progress(line: PurchaseLine) -> Progress:
    """How far a line has come, as its columns say."""
    return Progress(
        line.quantity, line.state not in {"draft", "cancelled"}, line.is_confirmed,
        line.counted, line.accepted, line.rejected, line.cancelled, line.promised_on,
    )  # fmt: skip


COLUMNS = ("state", "is_confirmed", "promised_on", "counted", "accepted", "rejected", "cancelled")
"""What a line keeps of its progress."""


def happened(event: PurchaseEvent) -> Event:
    return Event(event.kind, event.quantity, event.day)
