"""A store worker's start page: the scanner first, then today's work by area, in the order goods move."""

from datetime import date
from typing import Any

from handtag.apps.orders import queries_floor as floor
from handtag.apps.orders import queries_work as work
from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Viewer

BACK = ("returned", "washed", "inspected", "quarantined", "at_workshop")
"""What has come back and is not on its shelf yet, in the order of the work."""
SHOWN = 8  # rows of each kind; the rest are one click away in the list


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    picks, sends, confirms = work.lines_to_pick(viewer), work.orders_to_send(viewer), work.orders_to_confirm(viewer)
    counts = stock.state_counts(viewer)
    collections = work.collections_waiting(viewer)
    return {
        "today": on,
        "rounds": floor.rounds(viewer, on),
        "pieces": picks.filter(device=None).count(),
        "stores": [(code, name, sorted(states.items())) for code, name, states in floor.returns_by_store(viewer)],
        "sends": list(sends[:SHOWN]),
        "confirms": list(confirms[:SHOWN]),
        "collections": list(collections[:SHOWN]),
        "counts": {
            "picks": picks.count(),
            "sends": sends.count(),
            "confirms": confirms.count(),
            "collections": collections.count(),
            **{state: counts.get(state, 0) for state in BACK},
        },
    }
