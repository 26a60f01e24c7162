"""How a machine with very many steps finds its way: Hypothesis draws a number for each, and the step and all it needs are drawn from that.

Drawn one by one, most steps would be of the few kinds that need nothing, and most devices the first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import note

Draw = Sequence[Any] | Callable[[Random], Any]
any_number = range(1000)


def several(chance: Random) -> list[int]:
    return [chance.randrange(1000) for _ in range(chance.randint(2, 6))]


def step(weight: int = 1, **draws: Draw) -> Callable[[Any], Any]:
    """What may happen, how often beside the others, and from what its arguments are drawn."""

    def marked(method: Any) -> Any:
        method.weight, method.draws = weight, draws
        return method

    return marked


def when(holds: Callable[[Any], bool]) -> Callable[[Any], Any]:
    """Only then may it happen."""

    def marked(method: Any) -> Any:
        method.holds = holds
        return method

    return marked


def take_a_step(machine: Any, seed: str) -> None:
    """One of the steps that may happen now, and what it was for whoever reads of a failure."""
    chance = Random(seed)
    possible = [method for method in _steps(machine) if not hasattr(method, "holds") or method.holds(machine)]
    chosen = chance.choices(possible, [method.weight for method in possible])[0]
    drawn = _drawn(chosen.draws, chance)
    note(f"{chosen.__name__} {drawn}")
    chosen(**drawn)


def _steps(machine: Any) -> Iterator[Any]:
    for name in sorted(dir(type(machine))):
        method = getattr(machine, name)
        if hasattr(method, "draws"):
            yield method


def _drawn(draws: Mapping[str, Draw], chance: Random) -> dict[str, Any]:
    return {name: draw(chance) if callable(draw) else chance.choice(draw) for name, draw in draws.items()}
