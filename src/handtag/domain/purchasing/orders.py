"""What may happen to a purchase order: how far its lines have come, what may be counted, accepted and cancelled, what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handtag.domain.values.errors import Refused

LINE_STATES = ("draft", "ordered", "confirmed", "part_received", "received", "cancelled")
OPEN_STATES = frozenset({"ordered", "confirmed", "part_received"})
EVENT_KINDS = ("placed", "confirmed", "counted", "accepted", "rejected", "cancelled")
OUTSIDE_REASONS = ("not_covered", "supplier_cannot_deliver", "individual_need", "safety")
"""Why something may be bought that no framework agreement prices, or from another than it ranks first."""
REJECT_REASONS = ("damaged", "wrong_article", "too_many", "expired", "marking", "incomplete")
CONFIRM_WITHIN_DAYS = 5  # a supplier that has not answered by then is reminded
MOST_LINES = 200
LONGEST_NOTE = 300


@dataclass(frozen=True)
class Event:
    """One row of a line's ledger. `day` is the promised day of a confirmation."""

    kind: str
    quantity: int
    day: date | None = None


@dataclass(frozen=True)
class Progress:
    """How far a line has come, in pieces: always the fold of its events."""

    quantity: int
    is_placed: bool = False
    is_confirmed: bool = False
    counted: int = 0
    accepted: int = 0
    rejected: int = 0
    cancelled: int = 0
    promised_on: date | None = None

    @property
    def to_control(self) -> int:
        """Counted at the gate and not yet looked at."""
        return self.counted - self.accepted - self.rejected

    @property
    def outstanding(self) -> int:
        """Still to come: what was rejected is still owed."""
        return max(0, self.quantity - self.cancelled - self.accepted - self.to_control)

    @property
    def state(self) -> str:
        if self.cancelled >= self.quantity:
            return "cancelled"
        if not self.is_placed:
            return "draft"
        if self.accepted + self.cancelled >= self.quantity and not self.to_control:
            return "received"
        if self.counted:
            return "part_received"
        return "confirmed" if self.is_confirmed else "ordered"


def after(before: Progress, event: Event) -> Progress:
    """How far the line has come after one more event. Raises Refused when it cannot happen."""
    given = vars(before)
    _check(before, event)
    if event.kind == "placed":
        return Progress(**given | {"is_placed": True, "promised_on": event.day})
    if event.kind == "confirmed":
        return Progress(**given | {"is_confirmed": True, "promised_on": event.day})
    return Progress(**given | {event.kind: given[event.kind] + event.quantity})


def fold(quantity: int, events: Iterable[Event]) -> Progress:
    """How far a line has come after everything that happened."""
    now = Progress(quantity)
    for event in events:
        now = after(now, event)
    return now


def order_state(states: Iterable[str]) -> str:
    """An order is received when every living line is, part received when something has come, else as far as its last line."""
    living = [state for state in states if state != "cancelled"]
    if not living:
        return "cancelled"
    if all(state == "received" for state in living):
        return "received"
    if any(state in {"received", "part_received"} for state in living):
        return "part_received"
    return min(living, key=LINE_STATES.index)


def first_promise(ordered_on: date, lead_time_days: int) -> date:
    """When an order is expected until its supplier has said: after the article's lead time in calendar days."""
    return ordered_on + timedelta(days=lead_time_days)


def require_quantity(article: str, quantity: int, most: int) -> None:
    """Raises Refused unless from 1 to `most` pieces are bought."""
    if not 1 <= quantity <= most:
        raise Refused("purchasing.bad_quantity", field="quantity", article=article, most=most)


def require_outside_reason(reason: str, note: str) -> None:
    """A purchase outside the framework agreements is explained: a reason of the list and a sentence. Raises Refused."""
    if reason not in OUTSIDE_REASONS:
        raise Refused("purchasing.unknown_reason", field="reason", valid=OUTSIDE_REASONS)
    if not note.strip():
        raise Refused("purchasing.note_missing", field="note")


def require_covered(lines: Sequence[tuple[str, bool]]) -> None:
    """Nothing is bought outside the framework agreements without someone else's approval: who breaks them bears the damages a supplier
    claims (Norrbotten cooperation agreement 2015, "Upphandling"). Lines are (article number, covered or approved).

    Raises Refused naming the articles.
    """
    uncovered = [article for article, covered in lines if not covered]
    if uncovered:
        raise Refused("purchasing.outside_agreement", articles=", ".join(uncovered))


def require_reject_reason(rejected: int, reason: str) -> None:
    """What is sent back has a reason of the list. Raises Refused."""
    if rejected and reason not in REJECT_REASONS:
        raise Refused("purchasing.unknown_reason", field="reason", valid=REJECT_REASONS)


def is_late(state: str, promised_on: date | None, outstanding: int, on: date) -> bool:
    """A line is late when its promised day has passed and something is still to come."""
    return state in OPEN_STATES and outstanding > 0 and promised_on is not None and promised_on < on


def _check(before: Progress, event: Event) -> None:
    wanted = {"placed": "ordered", "confirmed": "confirmed"}.get(event.kind)
    if wanted and before.state not in (OPEN_STATES if wanted == "confirmed" else {"draft"}):
        raise Refused("purchasing.illegal_step", state=before.state, wanted=wanted)
    if event.quantity < 1 and not wanted:
        raise Refused("purchasing.nothing_said", field="quantity")
    if event.kind == "counted" and before.state not in OPEN_STATES:
        raise Refused("purchasing.nothing_expected", field="quantity", state=before.state)
    for code, most in _limits(before, event.kind):
        if event.quantity > most:
            raise Refused(code, field=event.kind, most=most)


def _limits(before: Progress, kind: str) -> list[tuple[str, int]]:
    """The most pieces an event may concern, each limit with the refusal that says so."""
    counted = ("purchasing.more_than_counted", before.to_control)
    ordered = ("purchasing.more_than_ordered", before.quantity - before.cancelled - before.accepted)
    coming = ("purchasing.more_than_outstanding", before.outstanding)
    return {"accepted": [ordered, counted], "rejected": [counted], "cancelled": [coming]}.get(kind, [])
