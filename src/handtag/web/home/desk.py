"""The order desk's start page: find a person, scan a number, and what has gone wrong."""

from datetime import date
from typing import Any

from handtag.apps.orders import queries_exceptions as exceptions
from handtag.apps.orders import queries_work as work
from handtag.apps.purchasing.queries import waited_for
from handtag.domain.access import Viewer

SHOWN = 10  # rows of each kind


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    without, late, collections = work.lines_without_device(viewer), work.late_lines(viewer, on), work.collections_waiting(viewer)
    unasked, sent = exceptions.unasked_returns(viewer), exceptions.long_on_the_way(viewer, on)
    slipped, waiting = exceptions.slipped_lines(viewer, on), waited_for(viewer, on)
    unpriced, dayless = exceptions.unpriced_articles(viewer, on), exceptions.points_without_days(viewer)
    return {
        "today": on,
        "without": list(without[:SHOWN]),
        "late": list(late[:SHOWN]),
        "collections": list(collections[:SHOWN]),
        "unasked": list(unasked[:SHOWN]),
        "sent": list(sent[:SHOWN]),
        "slipped": list(slipped[:SHOWN]),
        "waiting": list(waiting[:SHOWN]),
        "unpriced": list(unpriced[:SHOWN]),
        "dayless": list(dayless[:SHOWN]),
        "counts": {
            "without": without.count(),
            "late": late.count(),
            "collections": collections.count(),
            "confirms": work.orders_to_confirm(viewer).count(),
            "slipped": slipped.count() + waiting.count(),
            "unmatched": unasked.count() + sent.count(),
            "missing": unpriced.count() + dayless.count(),
        },
    }
