"""The whole shift as streams of money: who carried it, who will, and what nobody can say yet."""

from collections.abc import Iterable
from typing import NamedTuple

from handtag.domain.cost_shift.rows import BUCKETS
from handtag.domain.cost_shift.sums import Sums

UNSETTLED = "undetermined"
ENDS = (*BUCKETS, UNSETTLED)


class Flow(NamedTuple):
    """An amount in öre that goes from one end to another; `undetermined` is an end of its own."""

    start: str
    end: str
    ore: int


def flows(kinds: Iterable[tuple[str, Sums]]) -> tuple[Flow, ...]:
    """The streams of kinds of lines (confidence, sums) that add up to their cost, in the order of ENDS, none of them empty."""
    found: dict[tuple[str, str], int] = {}
    for confidence, sums in kinds:
        for way, ore in _of(confidence, sums):
            found[way] = found.get(way, 0) + ore
    return tuple(Flow(start, end, found[start, end]) for start in ENDS for end in ENDS if found.get((start, end)))


def _of(confidence: str, sums: Sums) -> Iterable[tuple[tuple[str, str], int]]:
    if confidence == UNSETTLED:
        start = next((bucket for bucket in BUCKETS if sums.get(f"before.{bucket}") == (sums.cost_ore, sums.cost_ore)), UNSETTLED)
        yield (start, UNSETTLED), sums.cost_ore
        return
    for start in BUCKETS:
        gone = 0
        for end in BUCKETS:
            moved = sums.get(f"flow.{start}.{end}").low
            gone += moved
            yield (start, end), moved
        yield (start, start), sums.get(f"before.{start}").low - gone
