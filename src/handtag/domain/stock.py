"""What may happen to a device, and where it is after everything that happened. No rows, no clock, no rent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month

STORED = frozenset({"in_stock", "reserved", "picked", "returned", "washed", "inspected", "quarantined"})
"""In these states a device stands on a shelf of the centre; in every other it has no location."""

AVAILABLE = frozenset({"in_stock", "reserved", "picked", "in_transfer"})
"""In these states a device keeps its place in the queue: the day since which it could be delivered."""

HANDED_OUT = ("reserved", "picked", "sent", "delivered", "delivered_to_unit", "transferred_out", "mounted", "sold")
"""Moves on its way to someone: none of them with a device that is blocked (MDR art. 14, recalls and overdue inspections)."""

BLOCK_REASONS = ("recall", "failed_inspection", "overdue_service", "incident")

TAKEN_OVER = {"store": "taken_over", "used": "taken_over_used", "person": "taken_over_lent", "unit": "taken_over_to_unit"}
"""Where a device was when its county left another system → the kind of move with which it begins here: on a shelf and ready, come back
and not yet looked over, lent, or a unit's equipment."""

REGISTERED_BY = ("received", "arrived", *TAKEN_OVER.values())
"""With one of these a device begins; each has exactly one of them."""

FINAL = frozenset({"decommissioned", "sold", "lost"})
"""Nothing leaves these but `found`, which brings a lost device back."""

PLACES: dict[str, str] = {
    **dict.fromkeys(STORED, "store"),
    "quarantined": "quarantine",
    "in_transit": "transit",
    "in_transfer": "transit",
    "going_home": "transit",
    "with_person": "person",
    "with_unit": "unit",
    "mounted": "device",
    "at_workshop": "workshop",
    "at_supplier": "supplier",
    "decommissioned": "decommissioned",
    "sold": "sold",
    "lost": "lost",
}
"""In which kind of place a device is in each state: exactly one, also when it has left for good."""

LENT_BY = ("delivered", "delivered_to_unit", "taken_over_lent", "taken_over_to_unit")
"""With one of these somebody begins to have a device."""

RENAMES = ("changed_owner",)
"""Moves after which the device is its new owner's article."""

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


_LOOKED_OVER = ("in_stock", "returned", "washed", "inspected", "quarantined")
_AT_THE_CENTRE = (*_LOOKED_OVER, "at_workshop", "at_supplier")
_OUT = ("with_person", "with_unit")
_UNDER_WAY = ("in_transit", "in_transfer", "going_home")

TRANSITIONS: dict[str, Transition] = {
    "received": _from("", to="in_stock"),
    "arrived": _from("", to="quarantined"),  # counted at the gate, waits for quality control
    "taken_over": _from("", to="in_stock"),
    "taken_over_used": _from("", to="returned"),
    "taken_over_lent": _from("", to="with_person"),
    "taken_over_to_unit": _from("", to="with_unit"),
    "reserved": _from("in_stock", to="reserved"),
    "released": _from("reserved", "picked", to="in_stock"),
    "picked": _from("reserved", to="picked"),
    "sent": _from("picked", to="in_transit"),
    "delivered": _from("in_transit", to="with_person"),
    "delivered_to_unit": _from("in_transit", to="with_unit"),
    "undelivered": _from("in_transit", to="returned"),  # nobody there to take it
    "returned": _from(*_OUT, to="returned"),
    "quarantined": _from("in_stock", "returned", "washed", "inspected", to="quarantined"),
    "quarantine_ended": _from("quarantined", to="returned"),
    "cleared": _from("quarantined", to="in_stock"),  # nothing was wrong with it
    "washed": _from("returned", to="washed"),
    "inspected": _from("returned", "washed", to="inspected"),
    "rejected": _from("returned", "washed", to=""),
    "reconditioned": _from("inspected", to="in_stock"),
    "sent_to_workshop": _from(*_LOOKED_OVER, to="at_workshop"),
    "came_from_workshop": _from("at_workshop", to="returned"),
    "sent_to_supplier": _from(*_LOOKED_OVER, "at_workshop", to="at_supplier"),
    "came_from_supplier": _from("at_supplier", to="returned"),
    "moved": _from(*_LOOKED_OVER, to=""),
    "transferred_out": _from("in_stock", to="in_transfer"),  # ready goods to another store
    "transferred_in": _from("in_transfer", to="in_stock"),
    "sent_home": _from("returned", "washed", "inspected", to="going_home"),  # used goods to where they are taken care of
    "came_home": _from("going_home", to="returned"),
    "mounted": _from("in_stock", "inspected", to="mounted"),  # a part of another device, and where that one is
    "detached": _from("mounted", to="returned"),
    "changed_owner": _from(*_AT_THE_CENTRE, *_OUT, *_UNDER_WAY, "reserved", "picked", "mounted", to=""),
    "changed_payer": _from("with_person", to=""),  # it stays where it is, and another unit or principal answers for it
    "sold": _from("in_stock", "returned", "washed", "inspected", *_OUT, to="sold"),
    "decommissioned": _from(*_AT_THE_CENTRE, to="decommissioned"),
    "lost": _from(*_AT_THE_CENTRE, *_OUT, *_UNDER_WAY, to="lost"),
    "found": _from("lost", to="returned"),
}


CONDITIONS = ("good", "worn", "damaged", "beyond_repair")
FIT_CONDITIONS = ("", "good", "worn")


@dataclass(frozen=True)
class ReturnRule:
    """A county's own numbers for a group of articles: months of life that the price is written off over, the most that a repair may cost
    in per cent of what is left of the value, and the months after which nothing is repaired (None = no such limit). `wash_first`: it is
    washed before it is looked over; `inspect_months`: it is inspected at least so often, wherever it is (None = no such demand).
    """

    life_months: int
    repair_percent: int
    oldest_months: int | None = None
    wash_first: bool = False
    inspect_months: int | None = None


@dataclass(frozen=True)
class LookedOver:
    """What the inspection of a returned device says; `repair_ore` is the estimate, 0 when nothing needs repair."""

    condition: str
    repair_ore: int
    age_months: int
    residual_ore: int | None = None
    owned_here: bool = True


@dataclass(frozen=True)
class PieceMove:
    """Which way a counted kind of move goes (+1 into a store, −1 out of it, 0 either) and between the store and which kinds of place."""

    sign: int
    against: tuple[str, ...]


PIECE_MOVES: dict[str, PieceMove] = {
    "received": PieceMove(1, ("supplier",)),
    "taken_over": PieceMove(1, ("stocktake",)),  # what another system said lay there
    "picked": PieceMove(-1, ("sold", "person", "unit")),
    "released": PieceMove(1, ("sold", "person", "unit")),  # picked in vain
    "returned": PieceMove(1, ("sold", "person", "unit")),
    "transferred_out": PieceMove(-1, ("transit",)),
    "transferred_in": PieceMove(1, ("transit",)),
    "mounted": PieceMove(-1, ("device",)),
    "detached": PieceMove(1, ("device",)),
    "used_up": PieceMove(-1, ("used_up",)),
    "bought": PieceMove(1, ("supplier",)),  # of another centre: what was its article is from now on the buyer's
    "sold": PieceMove(-1, ("sold",)),
    "counted": PieceMove(0, ("stocktake",)),
    "returned_to_supplier": PieceMove(-1, ("supplier",)),
    "decommissioned": PieceMove(-1, ("decommissioned",)),
}
"""Every cause for which pieces come to a store or leave it; the first kind of place is meant when nothing more is said."""

FRESH_ONLY = frozenset({"picked", "mounted", "used_up"})
"""Counted moves by which pieces come into use: what has expired goes to nobody."""

SCRAP_REASONS = ("expired", "damaged", "contaminated", "recalled", "obsolete")
SEND_BACK_REASONS = ("faulty", "wrong_goods", "recalled", "surplus")

HOLD_PIECES = frozenset({"store", "person", "unit", "device", "transit"})
"""Places of which it is kept how many pieces they hold; from the others pieces come, or are gone for good."""


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
    unit: int | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Whereabouts:
    """A device's state and place: always the fold of its moves. `unit` has it as equipment; `parent` is the device it is a part of."""

    state: str = ""
    location: int | None = None
    bin: str = ""
    person: int | None = None
    times_reconditioned: int = 0
    available_since: date | None = None
    last_moved_on: date | None = None
    unit: int | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Place:
    """Where something is, as a holding keeps it: its kind and whatever names it within the kind."""

    kind: str
    location: int | None = None
    bin: str = ""
    person: int | None = None
    unit: int | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Stay:
    """A device was in one place from a day (inclusive) to a day (exclusive; None = still there); moves by number in its chain."""

    place: Place
    since: date
    until: date | None
    began_at: int
    ended_at: int | None


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
    """Where the device is after one more move. It becomes available on the day it comes into stock, and stays as old until it leaves."""
    stored, state = move.to_state in STORED, move.to_state
    return Whereabouts(
        state=state,
        location=move.location if stored else None,
        bin=move.bin if stored else "",
        person=move.person if state == "with_person" else None,
        times_reconditioned=before.times_reconditioned + (move.kind == "reconditioned"),
        available_since=(before.available_since or move.on) if state in AVAILABLE else None,
        last_moved_on=move.on,
        unit=move.unit if state == "with_unit" else None,
        parent=move.parent if state == "mounted" else None,
    )


def place(now: Whereabouts) -> Place:
    """The one place where a device in this state is."""
    return Place(PLACES[now.state], now.location, now.bin, now.person, now.unit, now.parent)


def stays(moves: Iterable[Moved]) -> list[Stay]:
    """Every place of a device in turn: they tile time from its first move on, and the last is open. With another owner it is kept under
    another article, so that a stay begins although it stands where it stood. Raises ValueError as `fold`.
    """
    found: list[Stay] = []
    now = Whereabouts()
    for number, move in enumerate(moves):
        now = _step(now, move)
        here = place(now)
        if found and found[-1].place == here and move.kind not in RENAMES:
            continue
        if found:
            found[-1] = replace(found[-1], until=move.on, ended_at=number)
        found.append(Stay(here, move.on, None, number, None))
    return found


def fold(moves: Iterable[Moved]) -> Whereabouts:
    """State and place from the whole chain. Raises ValueError when a move does not begin where the one before it ended."""
    now = Whereabouts()
    for move in moves:
        now = _step(now, move)
    return now


def _step(now: Whereabouts, move: Moved) -> Whereabouts:
    if move.from_state != now.state or next_state(move.kind, now.state) != move.to_state:
        raise ValueError(f"{move.kind}: {move.from_state} → {move.to_state} after {now.state}")
    if now.last_moved_on is not None and move.on < now.last_moved_on:
        raise ValueError(f"{move.kind} on {move.on} after a move on {now.last_moved_on}")
    return after(now, move)


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


def residual_ore(purchase_ore: int, purchased_on: date, on: date, life_months: int) -> int:
    """What is left of the purchase price when it is written off evenly, month by month, over its life (Norrbotten "Förslag prismodell":
    used devices at residual value); öre, rounded down, never below zero.
    """
    return max(0, purchase_ore * (life_months - age_months(purchased_on, on)) // life_months)


def age_months(purchased_on: date, on: date) -> int:
    """Whole months since the purchase."""
    months = (on.year - purchased_on.year) * 12 + on.month - purchased_on.month
    return max(0, months - (on.day < purchased_on.day))


def what_next(looked: LookedOver, rule: ReturnRule | None) -> tuple[str, str]:
    """What is to be done with a device that came back, as a kind of move, and the reason: home to its owner, out of use, to the workshop,
    or reconditioned. Without a rule nothing is scrapped for its age or its price.
    """
    if not looked.owned_here:
        return "sent_home", "owned_elsewhere"
    if looked.condition == "beyond_repair":
        return "decommissioned", "beyond_repair"
    if looked.condition in FIT_CONDITIONS and not looked.repair_ore:
        return "reconditioned", "fit"
    if rule is not None and rule.oldest_months is not None and looked.age_months > rule.oldest_months:
        return "decommissioned", "too_old"
    if rule is not None and looked.residual_ore is not None and looked.repair_ore * 100 > looked.residual_ore * rule.repair_percent:
        return "decommissioned", "repair_costs_more"
    return "sent_to_workshop", "needs_repair"


def require_pieces(article: str, kind: str, quantity: int) -> None:
    """Only goods that are counted move by the piece, and at least one. Raises Refused."""
    if kind in ("device", "service"):
        raise Refused("stock.not_counted", field="article_number", article=article)
    if quantity < 1:
        raise Refused("stock.no_pieces", field="quantity")


def require_reason(reason: str, valid: tuple[str, ...]) -> None:
    """Raises Refused("stock.unknown_reason")."""
    if reason not in valid:
        raise Refused("stock.unknown_reason", field="reason", valid=valid)
