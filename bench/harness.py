"""Measure rivals turn by turn in one run: answers checked first, then medians, spread, and ratios against a baseline.

Quote ratios, not times: the machine is shared, and a ratio is taken within a round, where both met the same noise.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NS = 1_000_000_000
UNITS = (("s", NS), ("ms", 1_000_000), ("µs", 1_000), ("ns", 1))


@dataclass(frozen=True)
class Rival:
    """Something that does the whole job once; `operations` is how many units of work that is."""

    name: str
    run: Callable[[], object]
    operations: int = 1


class WrongAnswerError(AssertionError):
    """A rival does not do the same job, so its time means nothing."""


def compare(title: str, rivals: Sequence[Rival], *, rounds: int, answer: Callable[[object], object] = lambda result: result) -> None:
    """The first rival is the baseline and the reference; every rival's `answer` must equal its, in every round."""
    times: dict[str, list[float]] = {rival.name: [] for rival in rivals}
    for round_ in range(rounds):
        expected: object = None
        for rival in rivals:
            started = time.perf_counter_ns()
            result = rival.run()
            times[rival.name].append((time.perf_counter_ns() - started) / rival.operations)
            found = answer(result)
            if rival is rivals[0]:
                expected = found
            elif found != expected:
                raise WrongAnswerError(f"{title}, round {round_ + 1}: {rival.name} answers {found!r}, not {expected!r}")
    _print(title, times)


def _print(title: str, times: dict[str, list[float]]) -> None:
    print(f"\n{title}")
    width = max(map(len, times))
    baseline = next(iter(times.values()))
    for name, taken in times.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(taken, baseline, strict=True))
        spread = f"{_time(min(taken))}–{_time(max(taken))}"
        print(f"  {name:<{width}}  {_time(statistics.median(taken)):>9}  ({spread})  × {ratio:.3g}")


def _time(nanoseconds: float) -> str:
    name, size = next(((name, size) for name, size in UNITS if nanoseconds >= size), UNITS[-1])
    return f"{nanoseconds / size:.3g} {name}"
