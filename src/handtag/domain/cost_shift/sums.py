"""What a pair of payers means in öre: who carried a cost before, who carries it after, and what moved. Every sum is a range from the
lowest to the highest that some completion of what is not known gives; both ends are the same when it is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from handtag.domain.agreement.decide import UNDETERMINED
from handtag.domain.cost_shift.deciding import Pair, Verdict
from handtag.domain.cost_shift.rows import BUCKETS, MUNICIPALITY, OTHER, PERSON, PRINCIPALS, REGION, Settings
from handtag.domain.values.money import round_half_up

Vector = Mapping[str, Fraction]
# Parts of one cost: (who carried it, who will, which part), adding up to one.
Parts = tuple[tuple[str, str, Fraction], ...]
CONFIDENCES = ("certain", "assumed", "undetermined")


class Range(NamedTuple):
    """The lowest and highest sum in öre that may come true; the same when it is certain."""

    low: int = 0
    high: int = 0

    def plus(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass
class Sums:
    """Sums of some lines. `ranges` holds `before.<bucket>`, `after.<bucket>`, `flow.<from>.<to>` and `net.<bucket>` (after − before);
    `confidence` how much of the cost is certain, rests on an assumption or a setting, or is undetermined."""

    rows: int = 0
    volume: int = 0
    cost_ore: int = 0
    ranges: dict[str, Range] = field(default_factory=dict)
    confidence: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CONFIDENCES, 0))

    def get(self, name: str) -> Range:
        return self.ranges.get(name, Range())

    def add(self, other: "Sums") -> None:
        self.rows += other.rows
        self.volume += other.volume
        self.cost_ore += other.cost_ore
        for name, found in other.ranges.items():
            self.ranges[name] = self.get(name).plus(found)
        for name, ore in other.confidence.items():
            self.confidence[name] += ore

    @property
    def moves_both_ways(self) -> bool:
        """Whether some of these lines surely or possibly move to the municipalities and others to the region."""
        return self.get(f"flow.{REGION}.{MUNICIPALITY}").high > 0 and self.get(f"flow.{MUNICIPALITY}.{REGION}").high > 0

    def to_dict(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "volume": self.volume,
            "cost_ore": self.cost_ore,
            "confidence": dict(self.confidence),
            **{name: list(found) for name, found in sorted(self.ranges.items())},
        }


def split(cost_ore: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """An amount in parts that add up to it exactly; each border between two parts is rounded once, half up.

    The shares add up to one."""
    ends, reached, before = [], Fraction(0), 0
    for share in shares:
        reached += share
        end = round_half_up(cost_ore * reached)
        ends.append(end - before)
        before = end
    return tuple(ends)


def outcomes(pairs: Iterable[Pair], today: str | None, unmoved: bool, settings: Settings) -> tuple[Parts, ...]:
    """Every way one krona of such a line can move, each once; `unmoved` says that both agreements are the very same text."""
    found: dict[Parts, None] = {}
    for before, after in pairs:
        starts = _vectors(before, today, settings) if today is None else ({_bucket(before): Fraction(1)},)
        ends = _vectors(after, today, settings)
        together = ((start, start) for start in starts) if unmoved else product(starts, ends)
        for start, end in together:
            found[_parts(start, end)] = None
    return tuple(found)


def _bucket(payer: str) -> str:
    return payer if payer in BUCKETS else OTHER


def _vectors(payer: str, today: str | None, settings: Settings) -> tuple[Vector, ...]:
    """Who carries what part when the agreement names this payer; several when it is not known."""
    either: tuple[Vector, ...] = tuple({principal: Fraction(1)} for principal in PRINCIPALS)
    if payer == UNDETERMINED:
        return either
    if payer == "shared":
        if settings.shared_stays and today in PRINCIPALS:
            return ({str(today): Fraction(1)},)
        share = settings.shared_region
        return either if share is None else (_whole({REGION: share, MUNICIPALITY: 1 - share}),)
    if payer == PERSON:
        share = settings.prescribed_anyway
        return (_whole({settings.prescribed_by: share, PERSON: 1 - share}),)
    return ({_bucket(payer): Fraction(1)},)


def _whole(vector: Vector) -> Vector:
    return {bucket: share for bucket, share in vector.items() if share}


def _parts(start: Vector, end: Vector) -> Parts:
    """What stays stays; the rest goes from those who carry less to those who carry more, in the order of BUCKETS."""
    stays = {bucket: min(start.get(bucket, Fraction(0)), end.get(bucket, Fraction(0))) for bucket in BUCKETS}
    gives = {bucket: start.get(bucket, Fraction(0)) - stays[bucket] for bucket in BUCKETS}
    takes = {bucket: end.get(bucket, Fraction(0)) - stays[bucket] for bucket in BUCKETS}
    found = [(bucket, bucket, share) for bucket, share in stays.items() if share]
    for giver, taker in product(BUCKETS, BUCKETS):
        share = min(gives[giver], takes[taker])
        if share:
            gives[giver] -= share
            takes[taker] -= share
            found.append((giver, taker, share))
    return tuple(found)


def ranges_of(ways: Iterable[Parts], cost_ore: int) -> dict[str, Range]:
    """One cost's ranges over every way it can move."""
    made = [_one_way(parts, cost_ore) for parts in ways]
    names = {name for way in made for name in way}
    return {name: Range(min(way.get(name, 0) for way in made), max(way.get(name, 0) for way in made)) for name in names}


def _one_way(parts: Parts, cost_ore: int) -> dict[str, int]:
    amounts: dict[str, int] = {}

    def add(name: str, ore: int) -> None:
        amounts[name] = amounts.get(name, 0) + ore

    for (start, end, _share), ore in zip(parts, split(cost_ore, [share for *_, share in parts]), strict=True):
        add(f"before.{start}", ore)
        add(f"after.{end}", ore)
        if start != end:
            add(f"flow.{start}.{end}", ore)
            add(f"net.{start}", -ore)
            add(f"net.{end}", ore)
    return amounts


def is_split(ways: Iterable[Parts]) -> bool:
    """Whether a cost is divided in some way: then each line is rounded by itself."""
    return any(len(parts) > 1 for parts in ways)


def confidence(verdict: Verdict, ways: Sequence[Parts], settings: Settings) -> str:
    """Certain: the agreements say it. Assumed: it rests on an assumption of theirs, on who pays today, or on a setting.
    Undetermined: more than one outcome is left."""
    if len(ways) > 1:
        return "undetermined"
    afters = {after for _before, after in verdict.pairs}
    shares = "shared" in afters and not verdict.unmoved
    by_setting = shares or (PERSON in afters and settings.prescribed_anyway > 0)
    return "assumed" if verdict.assumed or verdict.narrowed or by_setting else "certain"
