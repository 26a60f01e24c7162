"""Who is asking the database right now: what the second wall around persons' rows is told. Knows no connection and no rule of its own.

PostgreSQL keeps the wall by row-level security (see db/second_wall.py and db/postgresql); SQLite has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from handtag.domain.access import Permission, Scope, Viewer


@dataclass(frozen=True)
class Asker:
    """As the database is told it: `wall` is empty (nothing is shown), `role` (what the role at the unit may read) or `open`."""

    wall: str = ""
    actor: str = ""
    unit: str = ""
    principal: str = ""
    day: str = ""
    moment: str = ""
    opens_persons: str = ""


RESTS_ON_RELATION = frozenset({Permission.OPEN_PERSON, Permission.OPEN_ELSEWHERE, Permission.REVEAL_ADDRESS})
"""What a role may read only about those its unit has a ground to read about; other permissions have other grounds in law."""
NOBODY = Asker()
EVERYTHING = Asker(wall="open")
_asker: ContextVar[Asker] = ContextVar("asker", default=NOBODY)


def asker() -> Asker:
    return _asker.get()


def of_viewer(viewer: Viewer) -> Asker:
    """What a role at a unit is let see; the system's own jobs see everything."""
    if viewer.scope is Scope.ALL:
        return EVERYTHING
    return Asker(
        wall="role",
        actor=viewer.code,
        unit=str(viewer.unit_id),
        principal=str(viewer.principal_id),
        day=viewer.on.isoformat(),
        moment=viewer.at.isoformat() if viewer.at else "",
        opens_persons="yes" if viewer.may(Permission.OPEN_PERSON) else "",
    )


def ask_as(who: Asker) -> None:
    """From now to the end of what is being answered, questions are asked by `who`."""
    _asker.set(who)


@contextmanager
def asking_as(who: Asker) -> Iterator[None]:
    """While this goes on, questions are asked by `who`; afterwards by whoever asked before."""
    token = _asker.set(who)
    try:
        yield
    finally:
        _asker.reset(token)
