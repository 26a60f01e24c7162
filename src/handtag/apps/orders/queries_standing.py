"""Standing prescriptions of a unit as its pages read them: terms, withdrawals, and when the next can be made."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, Max, OuterRef, Prefetch, Q, QuerySet

from handtag.apps.orders.models import Order, Standing
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import hidden_from
from handtag.domain.access import Viewer
from handtag.domain.ordering import Terms

Day = Callable[[datetime], date]


def standings_of(viewer: Viewer, prescription_key: UUID, day: Day) -> list[Any]:
    """Those of one prescription, the latest first, each with its `next_on` and withdrawals; `day` tells the civil day of a moment."""
    return [_dated(one, day) for one in _rows(viewer).filter(prescription__key=prescription_key).order_by("-pk")]


def standings_in_force(viewer: Viewer, on: date, day: Day) -> list[Any]:
    """Those of the viewer's unit that pieces can be withdrawn on, the one whose next withdrawal is nearest first. `person_is_open`:
    the viewer has a ground and no block stands before it, so the name may be shown.
    """
    rows = _rows(viewer).filter(ended_on=None, valid_to__gte=on)
    return sorted((_dated(one, day) for one in rows), key=lambda one: (one.next_on, one.pk))


def _rows(viewer: Viewer) -> QuerySet[Any]:
    own: QuerySet[Standing] = Standing.objects.visible_to(viewer)
    orders: QuerySet[Order] = Order.objects.visible_to(viewer)
    person, unit = "prescription__person_id", "prescription__unit_id"
    blocked = hidden_from(viewer, person=person, unit=unit, principal="prescription__unit__principal_id")
    is_open = Q(Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef(person)))) & ~blocked
    return (
        own.annotate(
            last_at=Max("withdrawals__placed_at", filter=~Q(withdrawals__state="cancelled")),
            person_is_open=ExpressionWrapper(is_open, BooleanField()),
        )
        .select_related("decision__article", "delivery_point")
        .prefetch_related("prescription__person", Prefetch("withdrawals", queryset=orders.order_by("-pk")))
    )


def _dated(one: Any, day: Day) -> Any:
    terms = Terms(one.pieces, one.interval_days, one.valid_from, one.valid_to)
    one.next_on = terms.next_on(day(one.last_at) if one.last_at else None)
    return one
