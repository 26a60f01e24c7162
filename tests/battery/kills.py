"""A use case is killed each time it reaches a fault point of the runner, then sent again as a browser does that got no answer."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from uuid import UUID

from tests.battery.crew import part, the_world, together, wrongs
from tests.battery.dump import dump

COMMAND = UUID("00000000-0000-4000-8000-0000000000c9")


class AbandonedError(BaseException):
    """Ends a use case just before its commit."""


def run(_world: Any, cases: list[tuple[str, str]], mutant: str = "") -> list[dict[str, Any]]:
    """Each use case in the database that stands beside its name."""
    return [together([lambda name=name, url=url: _stage(name, url, mutant)])[0] for name, url in cases]


def _stage(name: str, url: str, mutant: str) -> dict[str, Any]:
    """How often it was killed, and everything that was not as it must be."""
    _move_to(url)
    from tests.support.strangers import viewer_of
    from tests.support.valid_commands import DAY, LATER, VALID

    from handtag.usecases.base import execute, load_all

    case, world = load_all()[name], the_world()
    data, who = VALID[name](world)
    viewer = viewer_of(world, who, DAY)

    def act() -> Any:
        with _without(mutant):
            return repr(execute(case, data, viewer, now=LATER, command_id=COMMAND))

    return {"name": name, **_kill_everywhere(act, reads=case.reads)}


def _kill_everywhere(act: Callable[[], Any], *, reads: bool) -> dict[str, Any]:
    before, wrong = dump(), list[str]()
    points = together([lambda: _points(act)])[0]
    if dump() != before:
        return {"kills": 0, "wrong": ["something is left of what was abandoned before its commit"]}
    for place, point in enumerate(points, 1):
        _expect(together([lambda place=place: _killed_at(act, place)]) == [None], f"{point}: not killed", wrong)
        _expect(dump() == before, f"{point}: something is left", wrong)
    # the first kill after the commit: all of it is there
    _expect(together([lambda: _killed_at(act, len(points) + 1)]) == [None], "after the commit: not killed", wrong)
    after = dump()
    _expect(len(after) > len(before), "after the commit: nothing is there", wrong)
    if not reads:
        again, third = (together([lambda: _answer(act)])[0] for _ in range(2))
        _expect(again == third and not again.startswith("refused"), f"sent again it answered {again}, then {third}", wrong)
        _expect(dump() == after, "sent again it took effect again", wrong)
    return {"kills": len(points) + 1, "wrong": wrong + wrongs()}


def _expect(is_so: bool, otherwise: str, wrong: list[str]) -> None:
    if not is_so:
        wrong.append(otherwise)


def _points(act: Callable[[], Any]) -> list[str]:
    """The points it reaches until just before its commit, each time it reaches one."""
    from handtag.usecases import base

    met: list[str] = []

    def note(point: base.Point) -> None:
        met.append(point.value)
        if point is base.Point.BEFORE_COMMIT:
            raise AbandonedError

    base.reached = note
    try:
        act()
    except AbandonedError:
        return met
    raise AssertionError("it never came to its commit")


def _killed_at(act: Callable[[], Any], place: int) -> str:
    from handtag.usecases import base

    met: list[str] = []

    def kill(point: base.Point) -> None:
        met.append(point)
        if len(met) == place:
            os.kill(os.getpid(), signal.SIGKILL)

    base.reached = kill
    act()
    return "came through"


def _answer(act: Callable[[], Any]) -> str:
    from handtag.domain.values.errors import HandtagError

    try:
        return str(act())
    except HandtagError as refusal:
        return f"refused {refusal.code}"


@contextmanager
def _without(mutant: str) -> Iterator[None]:
    """The guard that is taken away, to see that its loss is found."""
    from django.db.models import QuerySet

    from handtag.apps.audit import store as audit
    from handtag.usecases import base

    with ExitStack() as stack:
        if mutant == "no transaction":
            stack.enter_context(patch.object(base.transaction, "atomic", lambda **_: nullcontext()))
            stack.enter_context(patch.object(QuerySet, "select_for_update", lambda self, *_a, **_k: self))
        if mutant == "no receipt":
            stack.enter_context(patch.multiple(audit, receipt_for=lambda _command: None, add_receipt=lambda *_a, **_k: None))
        yield


def _move_to(url: str) -> None:
    """From here on this process works in the database of the address."""
    from django.db import connections

    part()
    settings = connections["default"].settings_dict
    path = urlsplit(url).path
    settings["NAME"] = path[1:]
