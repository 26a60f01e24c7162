"""What persons have asked, as those who answer see it; and who acts for a person, as her units see it. No writes, no rules."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from handtag.apps.orders.models import OrderLine
from handtag.apps.own.models import OwnRequest, Representation
from handtag.apps.own.things import OwnActing
from handtag.apps.people.identity import records_of
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import hidden_from
from handtag.domain.access import Permission, Viewer
from handtag.domain.ordering import OPEN_STATES
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class RequestFilter:
    waiting: bool = True
    kind: str = ""
    person_key: UUID | None = None


def requests_for_list(viewer: Viewer, chosen: RequestFilter | None = None) -> QuerySet[Any]:
    """What persons have asked about devices that the viewer's unit lent or centre owns; unsafe ones first, then the oldest. Each has
    `person_is_open` (a ground, and no block before the viewer) and `collection`, the order that will fetch the device.
    """
    wanted = chosen or RequestFilter()
    rows = _rows(viewer)
    if wanted.waiting:
        rows = rows.filter(answer=None)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.person_key:
        rows = rows.filter(person__in=Person.objects.visible_to(viewer).filter(records_of(wanted.person_key)), person_is_open=True)
    return rows.order_by("-is_unsafe", "pk") if wanted.waiting else rows.order_by("-pk")


def request_for_page(viewer: Viewer, key: UUID) -> Any:
    """One of them. Raises NotFound."""
    found = _rows(viewer).filter(key=key).first()
    if found is None:
        raise NotFound("own.no_request")
    return found


def waiting_count(viewer: Viewer) -> int:
    return int(OwnRequest.objects.visible_to(viewer).filter(answer=None).count()) if viewer.may(Permission.ANSWER_REQUEST) else 0


def acting_for(viewer: Viewer, person_key: UUID) -> list[OwnActing]:
    """Who may act for a person whom the viewer may read about, now or later."""
    hers = Person.objects.visible_to(viewer).filter(records_of(person_key))
    rows = Representation.objects.filter(person__in=hers, end=None, valid_to__gte=viewer.on).order_by("pk")
    return [OwnActing(str(row.key), row.name, row.born_on, row.ground, row.valid_from, row.valid_to) for row in rows]


def _rows(viewer: Viewer) -> QuerySet[Any]:
    fetched = OrderLine.objects.filter(device=OuterRef("device_id"), order__kind="collection_order", state__in=OPEN_STATES)
    blocked = hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id")
    is_open = Q(Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef("person_id")))) & ~blocked
    rows: QuerySet[OwnRequest] = OwnRequest.objects.visible_to(viewer)
    return (
        rows.annotate(
            person_is_open=ExpressionWrapper(is_open, BooleanField()),
            collection=Subquery(fetched.values("order__number")[:1]),
            collected_on=Subquery(fetched.values("promised_on")[:1]),
        )
        .select_related("device__article", "unit", "centre", "answer")
        .prefetch_related("person")  # a person behind the second wall must not take the request away
    )
