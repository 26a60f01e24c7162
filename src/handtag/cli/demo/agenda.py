"""What is to happen on which day in the demo county: an ordered list that never depends on anything but its own order of entry."""

import heapq
from collections.abc import Callable
from datetime import date
from itertools import count

Action = Callable[[], object]


class Agenda:
    """Actions by day; those of one day in the order they were entered."""

    def __init__(self) -> None:
        self._entries: list[tuple[date, int, Action]] = []
        self._order = count()

    def enter(self, day: date, action: Action) -> None:
        heapq.heappush(self._entries, (day, next(self._order), action))

    def play_until(self, day: date) -> None:
        """Do everything entered for `day` or before, also what is entered meanwhile."""
        while self._entries and self._entries[0][0] <= day:
            heapq.heappop(self._entries)[2]()
