"""A prescriber's start page: find a person, then what waits for me."""

from datetime import date
from typing import Any

from handtag.apps.handovers.queries import waiting
from handtag.apps.orders import queries as orders
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.rights import queries as rights
from handtag.apps.rights import queries_signing
from handtag.domain.access import Viewer
from handtag.usecases.base import clock
from handtag.web.shell.http import log_named

SHOWN = 10  # rows of each kind; the rest are one click away in the list


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    unfinished = prescriptions.PrescriptionFilter(mine=True, unfinished=True)
    follow_ups = list(prescriptions.follow_ups_due(viewer, on, mine=True)[:SHOWN])
    half_done = list(prescriptions.prescriptions_for_list(viewer, on, unfinished)[:SHOWN])
    on_the_way = list(orders.orders_for_list(viewer, on, orders.OrderFilter(mine=True, open=True), "promised")[:SHOWN])
    named = [due.prescription.person for due in follow_ups if due.person_is_open]  # type: ignore[attr-defined]  # annotated
    named += [row.person for row in (*half_done, *on_the_way) if row.person_is_open]  # type: ignore[attr-defined]
    log_named(viewer, named)
    waits = {"to_sign": queries_signing.to_sign(viewer).count(), "rights": rights.own(viewer, on, clock()).worst(on)}
    return {"follow_ups": follow_ups, "unfinished": half_done, "orders": on_the_way, "today": on, "handed": waiting(viewer), **waits}
