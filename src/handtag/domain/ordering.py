"""Orders decide here: which steps a line may take, which device is allocated, which day is promised.

No stock rules, no money, no rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.codes import contains
from handtag.domain.values.errors import Refused

LINE_STEPS: dict[str, frozenset[str]] = {
    "placed": frozenset({"allocated", "collected", "cancelled"}),
    "allocated": frozenset({"placed", "allocated", "picked", "cancelled"}),
    "picked": frozenset({"allocated", "sent"}),
    "sent": frozenset({"delivered"}),
    "delivered": frozenset(),
    "collected": frozenset(),
    "cancelled": frozenset(),
}
PROGRESS = ("placed", "allocated", "picked", "sent", "delivered", "collected")
OPEN_STATES = frozenset({"placed", "allocated", "picked", "sent"})
DIVISION = 6  # digits of an ISO 9999 division: a replacement never crosses it
MOST_PIECES = 999
CANCEL_REASONS = ("ordered_by_mistake", "need_changed", "too_late", "deceased")
LONGEST_WAIT = 400  # days; a delivery point without a delivery in a year is a fault in the data, not a wait


@dataclass(frozen=True)
class Candidate:
    """A device in stock that could be allocated. `available_since` is the day from which it could be delivered."""

    device_number: str
    article_number: str
    iso_code: str
    equivalence_groups: frozenset[int]
    times_reconditioned: int
    available_since: date


@dataclass(frozen=True)
class Wanted:
    """The article an order line asks for."""

    article_number: str
    iso_code: str
    equivalence_groups: frozenset[int]


def require_step(state: str, wanted: str, *, line: int | None = None) -> None:
    """An order line goes placed → allocated → picked → sent → delivered, or is cancelled before it is picked.

    Raises Refused("ordering.illegal_step") with the two states.
    """
    if wanted not in LINE_STEPS.get(state, ()):
        raise Refused("ordering.illegal_step", state=state, wanted=wanted, line=line)


def order_state(line_states: Iterable[str]) -> str:
    """An order is as far as its least advanced living line; cancelled when no line lives."""
    living = [state for state in line_states if state != "cancelled"]
    return min(living, key=PROGRESS.index) if living else "cancelled"


def may_stand_in(wanted: Wanted, candidate: Candidate) -> bool:
    """The article itself, or one it shares a replacement group with, within the same six ISO digits."""
    if candidate.article_number == wanted.article_number:
        return True
    return (
        bool(wanted.equivalence_groups & candidate.equivalence_groups)
        and len(wanted.iso_code) >= DIVISION
        and contains(wanted.iso_code[:DIVISION], candidate.iso_code)
    )


def choose_device(wanted: Wanted, candidates: Iterable[Candidate]) -> Candidate | None:
    """The reconditioned equivalent that has waited longest is delivered before a new one (replacement chain).

    Order: reconditioned before new, oldest available first, the article itself before an equivalent, the number.
    None when nothing stands in.
    """
    standing_in = [candidate for candidate in candidates if may_stand_in(wanted, candidate)]

    def rank(candidate: Candidate) -> tuple[bool, date, bool, str]:
        return (
            candidate.times_reconditioned == 0,
            candidate.available_since,
            candidate.article_number != wanted.article_number,
            candidate.device_number,
        )

    return min(standing_in, key=rank, default=None)


def promise_date(
    placed_at: datetime,
    *,
    weekdays: str,
    cut_off: time,
    is_working_day: Callable[[date], bool],
    lead_time_days: int = 0,
) -> date:
    """The first delivery day whose cut-off has not passed: the order is in by `cut_off` on the working day before.

    `placed_at` is Swedish local time. `weekdays` are ISO digits of the delivery point. `lead_time_days` are calendar
    days until goods that are not in stock have come; 0 when something that stands in is there.
    Raises Refused("ordering.no_delivery_day").
    """
    ready = placed_at
    if lead_time_days:
        ready = datetime.combine(placed_at.date() + timedelta(days=lead_time_days), time.min, placed_at.tzinfo)
    for ahead in range(1, LONGEST_WAIT):
        day = ready.date() + timedelta(days=ahead)
        if str(day.isoweekday()) not in weekdays or not is_working_day(day):
            continue
        if ready <= datetime.combine(_working_day_before(day, is_working_day), cut_off, placed_at.tzinfo):
            return day
    raise Refused("ordering.no_delivery_day", field="delivery_point_id")


def require_orderable(article_number: str, assortment: str, equivalents: Sequence[tuple[str, str]]) -> None:
    """A phased-out article is not ordered; the refusal names what stands in its place (number, name)."""
    if assortment == "phased_out":
        named = ", ".join(f"{number} {name}" for number, name in equivalents)
        code = "ordering.phased_out" if named else "ordering.phased_out_without_equivalent"
        raise Refused(code, field="article_number", article=article_number, equivalents=named)


def require_fit(accessory: str, main: str, fitting: Iterable[str]) -> None:
    """An accessory is ordered only with a main device it fits. Raises Refused("ordering.does_not_fit")."""
    if accessory not in fitting:
        raise Refused("ordering.does_not_fit", field="accessories", accessory=accessory, main=main)


def _working_day_before(day: date, is_working_day: Callable[[date], bool]) -> date:
    before = day - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    return before


def cut_off(document: Agreement, on: date) -> time:
    """The time of day by which an order is in on the working day before delivery; the end of the day when the agreement is silent."""
    parameter = document.parameter_by_id.get("order_cut_off")
    value = parameter.value_on(on) if parameter else None
    return time.fromisoformat(value) if isinstance(value, str) else time.max


def require_cancel_reason(reason: str) -> None:
    """Raises Refused("ordering.unknown_reason") for a reason outside the list."""
    if reason not in CANCEL_REASONS:
        raise Refused("ordering.unknown_reason", field="reason", valid=CANCEL_REASONS)


def require_quantity(article_number: str, kind: str, quantity: int) -> None:
    """At least one, at most what a person takes at a time; a marked device is ordered one by one. Raises Refused."""
    if not 1 <= quantity <= (1 if kind == "device" else MOST_PIECES):
        raise Refused("ordering.bad_quantity", field="accessories", article=article_number, most=MOST_PIECES)
