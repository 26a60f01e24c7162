"""What may happen to a device, and where it is after everything that happened. No rows, no clock, no rent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month

STORED = frozenset({"in_stock", "reserved", "picked", "returned", "inspected"})
"""In these states a device stands on a shelf of the centre; in every other it has no location."""


LATEST_ENTRY_DAYS = 366
LONGEST_NUMBER, LONGEST_SERIAL_NUMBER = 20, 60
"""Characters of a device's number, and of its maker's, as they are kept."""


@dataclass(frozen=True)
class Transition:
    """From which states a kind of move is legal, and to which it leads (`""` = the same state)."""

    from_states: frozenset[str]
    to_state: str


def _from(*states: str, to: str) -> Transition:
    return Transition(frozenset(states), to)


TRANSITIONS: dict[str, Transition] = {
    "received": _from("", to="in_stock"),
    "reserved": _from("in_stock", to="reserved"),
    "released": _from("reserved", "picked", to="in_stock"),
    "picked": _from("reserved", to="picked"),
    "sent": _from("picked", to="in_transit"),
    "delivered": _from("in_transit", to="with_person"),
    "returned": _from("with_person", to="returned"),
    "inspected": _from("returned", to="inspected"),
    "rejected": _from("returned", to="returned"),
    "reconditioned": _from("inspected", to="in_stock"),
    "moved": _from("in_stock", "returned", "inspected", to=""),
    "decommissioned": _from("in_stock", "returned", "inspected", to="decommissioned"),
    "lost": _from("in_stock", "returned", "inspected", to="lost"),
}


@dataclass(frozen=True)
class Moved:
    """What a ledger row says about a device after the move; places and persons are keys."""

    kind: str
    from_state: str
    to_state: str
    location: int | None
    bin: str
    person: int | None
    on: date


@dataclass(frozen=True)
class Whereabouts:
    """A device's state and place: always the fold of its moves."""

    state: str = ""
    location: int | None = None
    bin: str = ""
    person: int | None = None
    times_reconditioned: int = 0
    available_since: date | None = None
    last_moved_on: date | None = None


def plain_number(text: str) -> str:
    """A device's number, or its maker's serial number, as it is kept: width, case and spaces do not tell two numbers apart, on a label
    or on a screen.
    """
    return "".join(normalize("NFKC", text).upper().split())


def next_state(kind: str, state: str) -> str:
    """The state a move leads to. Raises Refused("stock.illegal_move") when a device in `state` cannot be moved so."""
    transition = TRANSITIONS[kind]
    if state not in transition.from_states:
        raise Refused("stock.illegal_move", kind=kind, state=state)
    return transition.to_state or state


def after(before: Whereabouts, move: Moved) -> Whereabouts:
    """Where the device is after one more move. It becomes available on the day it comes into stock from another state."""
    came_in = move.to_state == "in_stock" and move.from_state != "in_stock"
    stays_available = move.to_state == "in_stock" or move.kind in {"reserved", "picked"}
    return Whereabouts(
        state=move.to_state,
        location=move.location if move.to_state in STORED else None,
        bin=move.bin if move.to_state in STORED else "",
        person=move.person if move.to_state == "with_person" else None,
        times_reconditioned=before.times_reconditioned + (move.kind == "reconditioned"),
        available_since=_available_since(before, move, came_in=came_in) if stays_available else None,
        last_moved_on=move.on,
    )


def fold(moves: Iterable[Moved]) -> Whereabouts:
    """State and place from the whole chain. Raises ValueError when a move does not begin where the one before it ended."""
    now = Whereabouts()
    for move in moves:
        if move.from_state != now.state or next_state(move.kind, now.state) != move.to_state:
            raise ValueError(f"{move.kind}: {move.from_state} → {move.to_state} after {now.state}")
        if now.last_moved_on is not None and move.on < now.last_moved_on:
            raise ValueError(f"{move.kind} on {move.on} after a move on {now.last_moved_on}")
        now = after(now, move)
    return now


def check_day(on: date, *, today: date, last_moved_on: date | None = None, closed_through: Month | None = None) -> None:
    """A move is registered on its civil day: not in the future, not before the device's last move, not in a closed month.

    What happened in a closed month is registered on the first open day and then corrected with a credit. Raises Refused.
    """
    if on > today:
        raise Refused("stock.day_in_future", field="on", on=on, today=today)
    if closed_through is not None and Month.of(on) <= closed_through:
        first_open = closed_through.next().first
        raise Refused("billing.month_closed", field="on", month=str(Month.of(on)), first_open=first_open)
    if last_moved_on is not None and on < last_moved_on:
        raise Refused("stock.day_before_last_move", field="on", on=on, last=last_moved_on)


def check_recent(on: date, *, today: date) -> None:
    """What starts or ends a rent is registered within a year; an older day is taken for a slip of the pen. Raises Refused."""
    if (today - on).days > LATEST_ENTRY_DAYS:
        raise Refused("stock.day_too_long_ago", field="on", on=on, days=LATEST_ENTRY_DAYS)


def _available_since(before: Whereabouts, move: Moved, *, came_in: bool) -> date | None:
    """A released device keeps its place in the queue: it is as old in stock as before it was reserved."""
    if move.kind == "released" and before.available_since is not None:
        return before.available_since
    return move.on if came_in else before.available_since
