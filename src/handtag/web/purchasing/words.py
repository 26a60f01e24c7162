"""What codes of buying are called on its pages, and how an order looks."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.usecases.words_purchasing import EVENTS, OUTSIDE_REASONS, REJECT_REASONS, STOPS
from handtag.web.ui.parts import Colour, Event, Tab

VIEW_NAMES = {
    "drafts": _lazy("Drafts"),
    "unconfirmed": _lazy("Not confirmed"),
    "coming": _lazy("On their way"),
    "late": _lazy("Late"),
    "received": _lazy("Received"),
    "all": _lazy("All"),
}
COLOURS: dict[str, Colour] = {"accepted": "success", "rejected": "warning", "cancelled": "warning"}
REASON_CHOICES = list(OUTSIDE_REASONS.items())
REJECT_CHOICES = [("", _lazy("Nothing is sent back")), *REJECT_REASONS.items()]


def stop_word(code: str) -> str:
    return str(STOPS.get(code, code))


def view_tabs(counts: dict[str, int], now: str) -> list[Tab]:
    return [
        Tab(str(VIEW_NAMES[view]), f"{reverse('purchasing:orders')}?visa={view}", count if view != "all" else None, current=view == now)
        for view, count in counts.items()
    ]


def timeline(lines: Any) -> list[Event]:
    """Everything that happened on an order, the latest first; what happened at the same time to several lines stands once."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for line in lines:
        for event in line.events.all():
            key = (event.recorded_at, event.kind, event.day, event.delivery_note, event.reason, event.note)
            found.setdefault(key, []).append((line, event))
    return [_event(some) for _key, some in sorted(found.items(), key=lambda one: one[0][0], reverse=True)]


def _event(some: list[tuple[Any, Any]]) -> Event:
    event = some[0][1]
    said = ", ".join(_("%(n)s of %(article)s") % {"n": one.quantity, "article": line.article.number} for line, one in some[:5])
    parts = [said + (" …" if len(some) > 5 else "")]
    if event.kind in {"placed", "confirmed"}:
        parts.append(_("expected %(day)s") % {"day": event.day})
    if event.delivery_note:
        parts.append(_("delivery note %(note)s") % {"note": event.delivery_note})
    if event.reason:
        parts.append(str(REJECT_REASONS[event.reason]))
    if event.note:
        parts.append(event.note)
    return Event(event.recorded_at, str(EVENTS[event.kind]), text="; ".join(parts), colour=COLOURS.get(event.kind, "neutral"))
