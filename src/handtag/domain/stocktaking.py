"""Stocktakes: what was counted against what the books said at that moment, and what is done about the difference. No rows, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handtag.domain.stock import STORED
from handtag.domain.values.errors import Refused

KINDS = ("continuous", "yearly")
OPEN = ("counting", "compared")
STEPS: dict[str, frozenset[str]] = {
    "counting": frozenset({"compared", "abandoned"}),
    "compared": frozenset({"counting", "approved", "abandoned"}),
    "approved": frozenset(),
    "abandoned": frozenset(),
}
MOST_PIECES = 999_999
ON_THE_SHELF = STORED - {"picked"}
"""Where a counter can be expected to find a device: what is picked stands packed for an order."""
SHORT = frozenset({"shortage", "missing"})
CAUSES = ("shortage", "surplus", "missing", "misplaced", "found", "elsewhere")
OUTCOMES = ("posted", "moved_meanwhile", "by_hand")


@dataclass(frozen=True)
class CountedPieces:
    """A count of a counted article; `expected` is what the books said in the same moment, so that later picks do not disturb it."""

    article: int
    quantity: int
    expected: int


@dataclass(frozen=True)
class Standing:
    """Where the books have a device: `at` is the location, `last_move` the number of the move that brought it there."""

    device: int
    article: int
    state: str
    at: int | None
    bin: str
    last_move: int


@dataclass(frozen=True)
class Deviation:
    """What differs. `device` None: pieces. `last_move` is the device's move when it was compared: a later one makes this out of date."""

    cause: str
    article: int
    expected: int
    counted: int
    device: int | None = None
    to_bin: str = ""
    last_move: int = 0


def require_step(state: str, wanted: str) -> None:
    """A stocktake is counted, compared, counted again as often as needed, then approved; or abandoned before that. Raises Refused."""
    if wanted not in STEPS[state]:
        raise Refused("stocktaking.illegal_step", state=state, wanted=wanted)


def check_pieces(quantity: int) -> None:
    """Whole pieces, none or more. Raises Refused."""
    if not 0 <= quantity <= MOST_PIECES:
        raise Refused("stocktaking.bad_quantity", field="quantity", most=MOST_PIECES)


def require_another(approver: str, counters: Iterable[str]) -> None:
    """Whoever approves has neither started the stocktake nor counted (separation of duties). Raises Refused."""
    if approver in set(counters):
        raise Refused("stocktaking.own_count")


def overlaps(one: str, other: str) -> bool:
    """Do two areas, given by how their bins begin, have a bin in common? Empty: the whole store."""
    return one.startswith(other) or other.startswith(one)


def pieces_apart(counts: Iterable[CountedPieces]) -> list[Deviation]:
    """Counted articles whose last count differs from what the books said when it was made."""
    last = {count.article: count for count in counts}
    return [
        Deviation("surplus" if one.quantity > one.expected else "shortage", one.article, one.expected, one.quantity)
        for one in last.values()
        if one.quantity != one.expected
    ]


def not_counted(expected: Iterable[int], counts: Iterable[CountedPieces]) -> set[int]:
    """Articles that should lie there and that nobody has counted; nothing there is counted as 0."""
    return set(expected) - {count.article for count in counts}


def devices_apart(here: int, expected: Iterable[Standing], scanned: Mapping[int, tuple[Standing, str]], area: str = "") -> list[Deviation]:
    """What should stand in the area and was not scanned, and what was scanned and should stand elsewhere.

    `scanned`: device → where the books have it now, and the bin it was scanned in (may be empty).
    """
    missing = [
        Deviation("missing", one.article, 1, 0, one.device, last_move=one.last_move) for one in expected if one.device not in scanned
    ]
    found = (_found(here, standing, in_bin, area) for standing, in_bin in scanned.values())
    return missing + [one for one in found if one is not None]


def _found(here: int, standing: Standing, in_bin: str, area: str) -> Deviation | None:
    stands_here = standing.state in STORED and standing.at == here
    if stands_here and (standing.state == "picked" or _right_bin(standing.bin, in_bin, area)):
        return None
    if standing.state == "lost":
        cause = "found"
    elif standing.state in ON_THE_SHELF:
        cause = "misplaced"
    else:
        cause = "elsewhere"
    to_bin = in_bin or (standing.bin if stands_here else "")
    return Deviation(cause, standing.article, int(stands_here), 1, standing.device, to_bin=to_bin, last_move=standing.last_move)


def _right_bin(book_bin: str, in_bin: str, area: str) -> bool:
    """The bin the books say; without a bin scanned any of the area is right."""
    return book_bin == in_bin if in_bin else book_bin.startswith(area)
