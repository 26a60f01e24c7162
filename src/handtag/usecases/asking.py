"""What is known of the request that is being answered: its reference number, and whether a refusal has been recorded for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from handtag.db import wall


@dataclass
class Asking:
    """One request. `refusals` counts what was recorded, so that one refused answer leaves one entry."""

    reference: str = ""
    refusals: int = 0


_now: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asking() -> Asking:
    """The request being answered; outside one, as in a command or a timer, a nameless one."""
    return _now.get() or Asking()


@contextmanager
def answering(reference: str) -> Iterator[Asking]:
    """While a request is answered, everything logged carries its reference; until it is known who asks, the second wall shows nothing."""
    token = _now.set(Asking(reference))
    try:
        with wall.asking_as(wall.NOBODY):
            yield asking()
    finally:
        _now.reset(token)
