"""A prescriber's start page: find a person, then what waits for me."""

from datetime import date
from typing import Any

from handtag.apps.orders import queries as orders
from handtag.apps.prescriptions import queries as prescriptions
from handtag.domain.access import Viewer

SHOWN = 10  # rows of each kind; the rest are one click away in the list


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    unfinished = prescriptions.PrescriptionFilter(mine=True, unfinished=True)
    return {
        "follow_ups": list(prescriptions.follow_ups_due(viewer, on, mine=True)[:SHOWN]),
        "unfinished": list(prescriptions.prescriptions_for_list(viewer, on, unfinished)[:SHOWN]),
        "orders": list(orders.orders_for_list(viewer, on, orders.OrderFilter(mine=True, open=True), "promised")[:SHOWN]),
        "today": on,
    }
