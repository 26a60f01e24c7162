"""Orders decide here: which steps a line may take, which device is allocated, which day is promised and what a line waits for.

No stock rules, no money, no rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.codes import contains
from handtag.domain.values.errors import Refused

LINE_STEPS: dict[str, frozenset[str]] = {
    "placed": frozenset({"allocated", "collected", "cancelled"}),
    "allocated": frozenset({"placed", "allocated", "picked", "cancelled"}),
    "picked": frozenset({"allocated", "sent"}),
    "sent": frozenset({"delivered", "placed"}),
    "delivered": frozenset(),
    "collected": frozenset(),
    "cancelled": frozenset(),
}
PROGRESS = ("placed", "allocated", "picked", "sent", "delivered", "collected")
OPEN_STATES = frozenset({"placed", "allocated", "picked", "sent"})
DIVISION = 6  # digits of an ISO 9999 division: a replacement never crosses it
MOST_PIECES = 999
EQUIPMENT_RULE = "equipment"  # who pays for what is ordered for nobody: the unit that ordered it
TAKEN_OVER_RULE = "taken_over"  # who pays for what was decided in the system before this one: whoever paid there
RULES_WITHOUT_DECISION = {"equipment_order": EQUIPMENT_RULE, "takeover_order": TAKEN_OVER_RULE}  # kind of order → why its payer pays
GOODS = ("customer_order", "equipment_order", "takeover_order")  # orders by which goods leave; the others fetch
RECONDITIONING_STATES = ("returned", "washed", "inspected")
RECONDITIONING_DAYS = 10  # calendar days from returned to delivered again, where the agreement does not say
SOURCES = ("stock", "reconditioning", "purchase", "work")
NEED_REASONS = ("tried_out", "measurements", "fits_equipment", "environment")
OPT_OUT_REASONS = (*NEED_REASONS, "preference")
CANCEL_REASONS = ("ordered_by_mistake", "need_changed", "too_late", "deceased")
POSTPONE_REASONS = ("supplier_late", "waits_for_repair", "transport_failed", "nobody_home", "asked_by_orderer")
UNDELIVERED_REASONS = ("nobody_home", "refused_at_door", "wrong_address", "transport_failed")
MOST_DEVICES = 50  # of one article on one order of equipment
STANDING_KINDS = ("consumable", "component", "spare_part")
SHORTEST_INTERVAL, LONGEST_INTERVAL = 7, 183  # days between withdrawals
LONGEST_STANDING = 366  # days; then the need is assessed again
EARLY_DAYS = 7  # a withdrawal is made so long before the pieces of the one before it are used up
LONGEST_TEMPLATE_NAME = 60
MOST_ATTACHMENTS = 10  # to an order
LARGEST_ATTACHMENT = 5_000_000  # bytes
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


@dataclass(frozen=True)
class Supply:
    """Where goods can come from. `free` is what can be taken from a shelf now, of the article and all that may stand in for it;
    `coming` is what is being made ready for the next person, less the lines that wait for it already (so it may be negative).
    `expected` is what suppliers owe, as (in how many days, pieces); `ahead` the pieces that others wait for a purchase of.
    All days are calendar days.
    """

    kind: str
    free: int
    coming: int
    lead_time_days: int
    reconditioning_days: int = RECONDITIONING_DAYS
    expected: tuple[tuple[int, int], ...] = ()
    ahead: int = 0

    def without(self, taken: int) -> "Supply":
        """When lines before this one have taken so many: from the shelf first, then from what is being made ready, then bought."""
        from_shelf = min(max(self.free, 0), taken)
        rest = taken - from_shelf
        bought = max(0, rest - max(self.coming, 0)) if self.kind == "device" else rest
        return replace(self, free=self.free - from_shelf, coming=self.coming - rest, ahead=self.ahead + bought)

    def without_stock(self) -> "Supply":
        """When the shelf turned out to be empty for this line."""
        return replace(self, free=0)

    def bought_in(self, quantity: int) -> int:
        """Days until so many have been bought: those that suppliers owe already, whoever waits for them first served first, and where
        they do not suffice the days it takes to buy more.
        """
        wanted = self.ahead + quantity
        for days, pieces in sorted(self.expected):
            wanted -= pieces
            if wanted <= 0:
                return days
        return self.lead_time_days


def source(supply: Supply, quantity: int = 1) -> tuple[str, int]:
    """What a line waits for, and in how many calendar days that is there: the shelf, else a used one being made ready when that is
    sooner than buying one, else a purchase. A service is done by people, and waits for them.
    """
    if supply.kind == "service":
        return "work", supply.lead_time_days
    if supply.free >= quantity:
        return "stock", 0
    bought_in = supply.bought_in(quantity)
    if supply.kind == "device" and supply.coming >= quantity and supply.reconditioning_days < bought_in:
        return "reconditioning", supply.reconditioning_days
    return "purchase", bought_in


def delaying(promised: Iterable[tuple[int, date]]) -> int | None:
    """The key of the line that the others wait for: the one promised last, when another is promised earlier."""
    days = sorted((day, key) for key, day in promised)
    return days[-1][1] if len(days) > 1 and days[-1][0] > days[0][0] else None


def jointly(days: Sequence[date]) -> list[tuple[date, date | None]]:
    """What is promised of lines that come together, and the day each could come by itself while it waits for the last."""
    last = max(days)
    return [(last, day if day < last else None) for day in days]


def arrivals(waiting: Iterable[tuple[int, int]], coming: Iterable[tuple[date, int]]) -> dict[int, date]:
    """When what each line waits for has come: lines (key, pieces) in their order in the queue share what comes (day, pieces), the first
    day first; a line is served when its last piece is there. A line that nothing on its way is left for has no day.
    """
    found: dict[int, date] = {}
    flow = iter(sorted(coming))
    day, left = date.min, 0
    for key, pieces in waiting:
        while left < pieces:
            following = next(flow, None)
            if following is None:
                return found
            day, left = following[0], left + following[1]
        left -= pieces
        found[key] = day
    return found


def require_opt_out(reason: str, *, chain: str) -> None:
    """Out of the replacement chain goes who gives one of the listed reasons; out of a binding chain only for the person's need
    (Norrbotten final report 2021, "Ersättningskedja"). Raises Refused.
    """
    if reason and reason not in OPT_OUT_REASONS:
        raise Refused("ordering.unknown_opt_out", field="own_only", valid=OPT_OUT_REASONS)
    if reason and chain == "binding" and reason not in NEED_REASONS:
        raise Refused("ordering.chain_is_binding", field="own_only")


def require_together(states: Iterable[tuple[str, bool]], order: str) -> None:
    """Lines that are to come together leave when the last of them is picked. `states`: each living line's state, and whether it
    waits for the rest. Raises Refused("ordering.waits_for_the_rest").
    """
    living = list(states)
    if any(waits and state == "picked" for state, waits in living) and any(state in ("placed", "allocated") for state, _waits in living):
        raise Refused("ordering.waits_for_the_rest", order=order)


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


def require_new_day(on: date, reason: str, *, today: date) -> None:
    """A new promise is a day to come, within reason, and says why. Raises Refused."""
    if reason not in POSTPONE_REASONS:
        raise Refused("ordering.unknown_postponement", field="reason", valid=POSTPONE_REASONS)
    if not today < on <= today + timedelta(days=LONGEST_WAIT):
        raise Refused("ordering.bad_new_day", field="on", on=on, today=today)


def require_undelivered_reason(reason: str) -> None:
    """Raises Refused("ordering.unknown_undelivered")."""
    if reason not in UNDELIVERED_REASONS:
        raise Refused("ordering.unknown_undelivered", field="reason", valid=UNDELIVERED_REASONS)


def reconditioning_days(document: Agreement, on: date) -> int:
    """Calendar days until a returned device can be delivered again: the agreement's number, else ours."""
    parameter = document.parameter_by_id.get("reconditioning_days")
    value = parameter.value_on(on) if parameter else None
    return value if isinstance(value, int) and not isinstance(value, bool) else RECONDITIONING_DAYS


def require_cancel_reason(reason: str) -> None:
    """Raises Refused("ordering.unknown_reason") for a reason outside the list."""
    if reason not in CANCEL_REASONS:
        raise Refused("ordering.unknown_reason", field="reason", valid=CANCEL_REASONS)


def require_quantity(article_number: str, kind: str, quantity: int) -> None:
    """At least one, at most what a person takes at a time; a marked device is ordered one by one. Raises Refused."""
    if not 1 <= quantity <= (1 if kind == "device" else MOST_PIECES):
        raise Refused("ordering.bad_quantity", field="accessories", article=article_number, most=MOST_PIECES)


def require_equipment(article_number: str, kind: str, quantity: int) -> None:
    """How many of one article a unit orders at a time. Raises Refused("ordering.bad_quantity")."""
    most = MOST_DEVICES if kind == "device" else MOST_PIECES
    if not 1 <= quantity <= most:
        raise Refused("ordering.bad_quantity", field="lines", article=article_number, most=most)


def require_room(attached: int, order: str) -> None:
    """So many files are sent with one order at most. Raises Refused("ordering.too_many_files")."""
    if attached >= MOST_ATTACHMENTS:
        raise Refused("ordering.too_many_files", field="content", order=order, most=MOST_ATTACHMENTS)


def template_name(text: str) -> str:
    """The name of a unit's template, of one line and not too long. Raises Refused."""
    name = " ".join(text.split())
    if len(name) > LONGEST_TEMPLATE_NAME:
        raise Refused("ordering.long_name", field="name", longest=LONGEST_TEMPLATE_NAME)
    return name


@dataclass(frozen=True)
class Terms:
    """What a standing prescription says: pieces at a time, calendar days between withdrawals, first and last day (inclusive)."""

    pieces: int
    interval_days: int
    valid_from: date
    valid_to: date

    def next_on(self, last: date | None) -> date:
        """The first day of the next withdrawal: the first day of all, then a week before the last one is used up."""
        return self.valid_from if last is None else max(last, last + timedelta(days=self.interval_days - EARLY_DAYS))


def require_terms(terms: Terms, *, article: str, kind: str, today: date) -> None:
    """Only what is used up is withdrawn again and again, at most for a year at a time. Raises Refused naming the field."""
    if kind not in STANDING_KINDS:
        raise Refused("ordering.not_used_up", field="pieces", article=article)
    require_quantity(article, kind, terms.pieces)
    if not SHORTEST_INTERVAL <= terms.interval_days <= LONGEST_INTERVAL:
        raise Refused("ordering.bad_interval", field="interval_days", least=SHORTEST_INTERVAL, most=LONGEST_INTERVAL)
    if not today <= terms.valid_to <= today + timedelta(days=LONGEST_STANDING):
        raise Refused("ordering.bad_valid_to", field="valid_to", today=today, latest=today + timedelta(days=LONGEST_STANDING))


def require_withdrawal(terms: Terms, *, today: date, last: date | None) -> None:
    """A withdrawal is made while the prescription is valid, and not before the one before it is nearly used up. Raises Refused."""
    if not terms.valid_from <= today <= terms.valid_to:
        raise Refused("ordering.standing_over", valid_to=terms.valid_to)
    if today < (earliest := terms.next_on(last)):
        raise Refused("ordering.withdrawn_lately", last=last, earliest=earliest)
