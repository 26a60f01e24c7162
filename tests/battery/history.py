"""One history by one process, so that it is the same wherever it is lived; then everything stored and what the lists show."""

import random
import re
from typing import Any
from uuid import UUID

from tests.battery.crew import FORK, wrongs
from tests.battery.dump import dump
from tests.battery.storm import Worker, add_hot_devices

READERS = ("anna", "eva", "gun", "hanna", "siv")
DRAWN = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b|name=.command_id.[^>]*")  # by chance: of a request, of a form
NAMES = ("Åke Ä", "Ärla", "Örjan", "ake", "Zeta", "éa", "Ådne", "ödla", "Aake", "W", "V", "-", "_")


def run(world: Any, commands: int, seed: int, readers: int = 5, mutant: str = "") -> dict[str, Any]:
    """Every row, how many commands were answered, and every list as its readers see it."""
    from handtag.usecases import base
    from handtag.usecases.stock.register_location import RegisterLocation, register_location

    chance = random.Random(seed)
    base.uuid4 = lambda: UUID(int=chance.getrandbits(128), version=4)
    if mutant == "other row":
        world.locations["C"].name += " "
        world.locations["C"].save()
    for number, name in enumerate(NAMES):  # names that two databases may sort in two ways
        world.run(register_location, RegisterLocation(world.centre.pk, f"{name}{number}", name, "local_store"), "ivan")
    add_hot_devices(world)
    worker = Worker(world, random.Random(seed), FORK.Value("q", 0), max(10, commands // 200), commands, "")
    ends = worker()
    return {"rows": dump(), "ends": ends, "pages": _pages(world, READERS[:readers]), "wrong": wrongs()}


def _pages(world: Any, readers: tuple[str, ...]) -> dict[str, str]:
    """Every address that takes no argument, in its variants, by reader."""
    from tests.support.pages import signed_in
    from tests.support.visits import LEFT_OUT, TOKEN, routes

    paths = sorted("/" + route for _, route in routes() if "<" not in route)
    found = {}
    for name in readers:
        client = signed_in(world, name)
        for path in paths:
            for tail in ("", "?visa=all", "?format=csv", "?visa=all&q=a"):
                if path.startswith(("/api/", "/matt/", *LEFT_OUT)):  # how busy a process is differs
                    continue
                answer = client.get(path + tail)
                body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
                found[f"{name} {path}{tail}"] = f"{answer.status_code} {DRAWN.sub('', TOKEN.sub('', body.decode()))}"
    return found
