"""What passes between device centres as pages read it: requests, loans and what was sold. Never what another centre has on its shelves."""

from datetime import date

from django.db.models import BooleanField, Case, ExpressionWrapper, Prefetch, Q, QuerySet, When

from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.stores.models import CentreDeal, CentreLoan, CentreRequest, CentreRequestLine
from handtag.domain.access import Viewer
from handtag.domain.stock import FINAL
from handtag.domain.values.errors import NotFound


def other_centres(viewer: Viewer) -> list[tuple[int, str]]:
    """The county's other centres."""
    others = DeviceCentre.objects.filter(county_id=viewer.county_id).exclude(pk=viewer.centre_id)
    return list(others.order_by("name").values_list("pk", "name"))


def requests(viewer: Viewer) -> QuerySet[CentreRequest]:
    """Those that wait for an answer first, then the latest; `is_to_answer` says that the viewer's centre is the one that is asked."""
    waits = Case(When(state="asked", then=0), default=1)
    mine = ExpressionWrapper(Q(state="asked", asked_id=viewer.centre_id), BooleanField())
    return _requests(viewer).annotate(is_to_answer=mine).order_by(waits, "-pk")


def to_answer(viewer: Viewer) -> int:
    rows: QuerySet[CentreRequest] = CentreRequest.objects.visible_to(viewer)
    return rows.filter(state="asked", asked_id=viewer.centre_id).count()


def request_for_page(viewer: Viewer, request_id: int) -> CentreRequest:
    """Raises NotFound."""
    found = _requests(viewer).filter(pk=request_id).first()
    if found is None:
        raise NotFound("stores.no_request", field="request_id")
    return found


def loans(viewer: Viewer, on: date) -> QuerySet[CentreLoan]:
    """Devices lent to and by the viewer's centre, those that should be back first; `is_late` when their day has passed."""
    rows: QuerySet[CentreLoan] = CentreLoan.objects.visible_to(viewer)
    late = ExpressionWrapper(Q(due_on__lt=on), BooleanField())
    found = rows.filter(ended_on=None).exclude(device__state__in=sorted(FINAL)).annotate(is_late=late)
    return found.select_related("device__article", "request__asker", "request__asked").order_by("due_on", "pk")


def deals(viewer: Viewer) -> QuerySet[CentreDeal]:
    """What the viewer's centre has sold to others and bought of them, the latest first."""
    rows: QuerySet[CentreDeal] = CentreDeal.objects.visible_to(viewer)
    return rows.select_related("seller", "buyer", "device", "article", "seller_article").order_by("-pk")


def _requests(viewer: Viewer) -> QuerySet[CentreRequest]:
    lines = CentreRequestLine.objects.select_related("article", "their_article").order_by("pk")
    rows: QuerySet[CentreRequest] = CentreRequest.objects.visible_to(viewer)
    places = rows.select_related("asker", "asked", "to_location", "transfer")
    return places.prefetch_related(Prefetch("lines", queryset=lines))
