"""The time of day, stood still by a test. Only where it is read: a name bound elsewhere would outlive the test."""

from collections.abc import Callable
from datetime import datetime

import pytest

from handtag.usecases import base


def stands(monkeypatch: pytest.MonkeyPatch, now: datetime | Callable[[], datetime]) -> None:
    """Everyone is told this moment, or what the function says, until the test ends."""
    monkeypatch.setattr(base, "_time_of_day", now if callable(now) else lambda: now)
