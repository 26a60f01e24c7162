"""A buyer's start page: what has to be bought, what is late, and what waits for an answer."""

from datetime import date
from typing import Any

from handtag.apps.purchasing import queries, queries_need
from handtag.domain.access import Viewer

SHOWN = 8  # rows of each kind; the rest are one click away


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    groups, late = queries_need.proposals(viewer, on), queries.late_lines(viewer, on)
    counts = queries.view_counts(viewer, on)
    return {
        "today": on,
        "groups": sorted(groups, key=lambda group: -group.amount_ore)[:SHOWN],
        "worth": sum(group.amount_ore for group in groups),
        "late": list(late[:SHOWN]),
        "unconfirmed": list(queries.orders_for_list(viewer, on, queries.OrderFilter("unconfirmed"), "ordered")[:SHOWN]),
        "counts": {
            **counts,
            "to_buy": sum(len(group.rows) for group in groups),
            "late_lines": late.count(),
            "exceptions": queries.exceptions_to_decide(viewer).count(),
        },
    }
