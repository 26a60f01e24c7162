"""A unit manager's start page: what nobody follows up, what is late, and what the unit is told of. No persons."""

from datetime import date
from typing import Any

from handtag.apps.orders.queries import unread_count
from handtag.apps.prescriptions.queries_follow_ups import counts
from handtag.domain.access import Viewer


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    return {"today": on, "counts": counts(viewer, on), "unread": unread_count(viewer)}
