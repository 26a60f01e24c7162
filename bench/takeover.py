"""A county leaves another system with 20 000 devices, three of four lent: its package tried, taken over, tried again and compared."""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from bench import county

DEVICES = 20_000
FIRST_BORN = date(1925, 1, 1)


def rows(devices: int) -> dict[str, list[tuple[object, ...]]]:
    """Two devices a person, every fourth on a shelf; test numbers only."""
    from tests.support.numbers import personnummer
    from tests.support.takeover import LULEA, REGION, SMALL

    tables = {kind: list(SMALL[kind]) for kind in ("package", "units", "places", "articles")}
    numbers = [personnummer(f"{FIRST_BORN + timedelta(days=n):%Y%m%d}") for n in range(devices * 3 // 8)]
    lent = [n for n in range(devices) if n % 4]

    def holdings() -> Iterator[tuple[object, ...]]:
        for place, n in enumerate(lent):
            unit = f"SE2321000131-X{1 + n % 2}"
            yield (f"B{n:06d}", numbers[place // 2 % len(numbers)], unit, (REGION, LULEA)[n % 2], date(2020 + n % 6, 1 + n % 12, 1), "")

    held = [SMALL["devices"][0], *((f"B{n:06d}", "G1", date(2018 + n % 8, 1, 15), "2800", "900,50", "GC", "", "") for n in range(devices))]
    persons = [SMALL["persons"][0], *((number, "Prov", f"Person {n}", "2580", "") for n, number in enumerate(numbers))]
    return {**tables, "persons": persons, "devices": held, "holdings": [SMALL["holdings"][0], *holdings()]}


def main(*, quick: bool) -> None:
    """Prints seconds of each step and the most memory of this process."""
    world = county.make()
    from tests.support.takeover import compare, package, take

    from handtag.usecases.takeover.check_takeover import CheckTakeover, check_takeover

    tables = rows(DEVICES // 10 if quick else DEVICES)
    files = CheckTakeover(package(tables))
    took: dict[str, float] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        begun = time.monotonic()
        answer = step()
        took[name] = time.monotonic() - begun
        return answer

    timed("tried", lambda: world.run(check_takeover, files, "tova"))
    taken = timed("taken over", lambda: take(world, tables))
    again = timed("again", lambda: take(world, tables))
    found = timed("compared", lambda: compare(world, tables))
    assert again.key is None, "the same package again changes nothing"
    strange = [one for one in found.differences if one.area == "devices" and one.key.startswith("B")]
    assert not strange, strange[:3]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    count = sum(sum(of.values()) for of in taken.counts.values())
    print(f"{count} rows: {', '.join(f'{step} {seconds:.1f} s' for step, seconds in took.items())}; {memory} MiB")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
