"""A county's floor kept the slow way, in plain dictionaries: where each device is, who waits for what, how many pieces lie where."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handtag.domain.stock import FINAL, HANDED_OUT, STORED, TRANSITIONS

OURS, THEIRS = "ours", "theirs"
STORES = {"C": OURS, "F": OURS, "N": OURS, "X": THEIRS}
STAFFED = ("C", "F")
HOME = {OURS: "C", THEIRS: "X"}
STAND_INS = {"rollator": ("rollator", "rollator_plus"), "frame": ("frame",)}
LAST_DAYS = {"L1": date(2026, 12, 10), "L2": date(2028, 1, 1), "": date.max}  # of each lot, the one that expires first before the others
ON_THE_WAY = "transit"
ON_THE_SHELF = STORED - {"picked"}
Lots = list[tuple[str, int]]


@dataclass
class Thing:
    """One device. `line` is the order that holds it, `collection` the one that fetches it, `transfer` what it travels on."""

    article: str
    store: str = "C"
    state: str = "in_stock"
    owner: str = OURS
    parent: str = ""
    blocks: set[str] = field(default_factory=set)
    line: str = ""
    collection: str = ""
    transfer: int = 0
    moves: int = 0
    moved_on: date = date(2026, 11, 1)


@dataclass
class Ordered:
    """An order of one device, which is empty while it waits, and perhaps of pieces: `lots` are those that have left on it."""

    article: str
    for_person: bool
    device: str
    quantity: int
    states: dict[str, str]
    lots: Lots = field(default_factory=list)


@dataclass
class Moving:
    """A transfer: what is asked of it, and what left on it by device and by lot."""

    source: str
    target: str
    article: str
    state: str = "placed"
    devices: list[str] = field(default_factory=list)
    pieces: Lots = field(default_factory=list)


@dataclass
class Bought:
    """A line bought, as five sums; and what each counted delivery brought: number → (left to control, lot)."""

    article: str
    line: int
    quantity: int
    counted: int = 0
    accepted: int = 0
    rejected: int = 0
    cancelled: int = 0
    deliveries: dict[int, tuple[int, str]] = field(default_factory=dict)

    @property
    def to_control(self) -> int:
        return self.counted - self.accepted - self.rejected

    @property
    def still_owed(self) -> int:
        return max(0, self.quantity - self.cancelled - self.accepted - self.to_control)

    @property
    def is_open(self) -> bool:
        done = self.accepted + self.cancelled >= self.quantity and not self.to_control
        return not done and self.cancelled < self.quantity


@dataclass
class Counting:
    """A stocktake of a whole store. `pieces` are counted and in the books at that moment; `differs` is what was found when compared:
    device → (cause, how often it had moved by then)."""

    store: str
    began: date
    state: str = "counting"
    scanned: set[str] = field(default_factory=set)
    pieces: tuple[int, int] | None = None
    differs: dict[str, tuple[str, int]] = field(default_factory=dict)
    apart: int = 0


@dataclass
class Floor:
    """Everything the machine knows. Pieces are catheters, by lot and store, by lot and `transit`, or by lot and `on` a device."""

    today: date
    things: dict[str, Thing] = field(default_factory=dict)
    pieces: Counter[tuple[str, str]] = field(default_factory=Counter)
    orders: dict[str, Ordered] = field(default_factory=dict)
    transfers: dict[int, Moving] = field(default_factory=dict)
    bought: dict[str, Bought] = field(default_factory=dict)
    stocktakes: dict[int, Counting] = field(default_factory=dict)

    def parts(self, number: str) -> list[str]:
        return [part for part, thing in self.things.items() if thing.parent == number]

    def is_stopped(self, number: str) -> bool:
        return any(self.things[one].blocks for one in (number, *self.parts(number)))

    def may(self, number: str, kind: str) -> bool:
        return self.things[number].state in TRANSITIONS[kind].from_states and not (kind in HANDED_OUT and self.is_stopped(number))

    def go(self, number: str, kind: str, store: str = "", parent: str = "") -> None:
        thing = self.things[number]
        thing.state = TRANSITIONS[kind].to_state or thing.state
        thing.store = (store or thing.store) if thing.state in STORED else ""
        thing.parent = parent if thing.state == "mounted" else ""
        thing.moves += 1
        thing.moved_on = self.today

    def is_seen_by(self, centre: str, number: str) -> bool:
        """A centre handles what it owns and what stands in its stores."""
        thing = self.things[number]
        return thing.owner == centre or STORES.get(thing.store) == centre

    def carries(self, number: str) -> bool:
        return self.things[number].state not in (*FINAL, "mounted")

    def is_free(self, number: str, article: str) -> bool:
        """An order may be given it: its own or what stands in, ready, in a store of the centre that owns it, and not stopped."""
        thing = self.things[number]
        ours = thing.owner == OURS and STORES.get(thing.store) == OURS
        return thing.article in STAND_INS[article] and ours and self.may(number, "reserved")

    def free(self, article: str) -> set[str]:
        """What an order is given by itself: free, and where somebody can pick it."""
        return {number for number, thing in self.things.items() if thing.store in STAFFED and self.is_free(number, article)}

    def lots(self, place: str, quantity: int, *, to_someone: bool = False) -> Lots | None:
        """The lots that so many pieces are taken from, the one that expires first before the others; None when there are too few. What
        has expired goes to nobody.
        """
        found, left = [], quantity
        for lot, last_day in LAST_DAYS.items():
            taken = min(left, self.pieces[lot, place])
            if taken and not (to_someone and last_day < self.today):
                found.append((lot, taken))
                left -= taken
        return None if left else found

    def take(self, parts: Lots, source: str, target: str = "") -> None:
        for lot, quantity in parts:
            self.pieces[lot, source] -= quantity
            if target:
                self.pieces[lot, target] += quantity

    def bring(self, parts: Lots, place: str) -> None:
        for lot, quantity in parts:
            self.pieces[lot, place] += quantity

    def lying(self, store: str) -> int:
        return sum(self.pieces[lot, store] for lot in LAST_DAYS)

    def shelf(self, quantity: int) -> str:
        """Where pieces are picked: of the stores that have enough, the one whose pieces expire first, then where most lie."""
        lots = [lot for lot, day in LAST_DAYS.items() if day >= self.today]
        fresh = {store: {lot: self.pieces[lot, store] for lot in lots if self.pieces[lot, store]} for store in STAFFED}
        return min(STAFFED, key=lambda s: (sum(fresh[s].values()) < quantity, self.first_day(fresh[s]), -sum(fresh[s].values()), s))

    def first_day(self, lots: Mapping[str, int]) -> date:
        return min((LAST_DAYS[lot] for lot in lots), default=date.max)
