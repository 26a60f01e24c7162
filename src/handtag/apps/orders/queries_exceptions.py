"""What somebody at the order desk must look into: what came back unasked, what was sent long ago, what nobody has said. No persons."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.stock.models import Device, Move
from handtag.domain.access import Viewer
from handtag.domain.ordering import OPEN_STATES

LONG_ON_THE_WAY_DAYS = 7


def unasked_returns(viewer: Viewer) -> QuerySet[Device]:
    """Devices that lie returned and that nobody had asked to have fetched: was it the right person's, and did she mean to end the loan?"""
    came = Move.objects.filter(device=OuterRef("pk"), kind="returned", moved_on=OuterRef("last_moved_on"))
    rows = Device.objects.visible_to(viewer).filter(centre_id=viewer.centre_id, state="returned")
    unasked: QuerySet[Device] = rows.filter(Exists(came.filter(order_number=""))).exclude(Exists(came.exclude(order_number="")))
    return unasked.select_related("article", "location").order_by("last_moved_on", "number")


def long_on_the_way(viewer: Viewer, on: date) -> QuerySet[OrderLine]:
    """Lines that were promised a week ago, were sent, and that nobody has confirmed: lost, or delivered and not told."""
    rows = OrderLine.objects.filter(
        order__centre_id=viewer.centre_id, state="sent", promised_on__lte=on - timedelta(days=LONG_ON_THE_WAY_DAYS)
    )
    return rows.select_related("article", "order__unit", "order__delivery_point", "device__location", "device__article").order_by(
        "promised_on", "pk"
    )


def slipped_lines(viewer: Viewer, on: date) -> QuerySet[OrderLine]:
    """Lines that come later than was promised first, the one that slipped to the nearest day first; those that are late stand there."""
    rows = OrderLine.objects.filter(order__centre_id=viewer.centre_id, state__in=OPEN_STATES, promised_on__gte=on)
    slipped: QuerySet[OrderLine] = rows.filter(first_promised_on__lt=F("promised_on"))
    return slipped.select_related("article", "order__unit", "order__delivery_point", "device__location", "device__article").order_by(
        "promised_on", "pk"
    )


def unpriced_articles(viewer: Viewer, on: date) -> QuerySet[Article]:
    """What can be ordered and has no price today: it would be lent without rent."""
    priced = PriceVersion.objects.filter(article=OuterRef("pk"), valid_from__lte=on)
    rows = Article.objects.filter(centre_id=viewer.centre_id).exclude(assortment="phased_out").exclude(kind="service")
    return rows.filter(~Exists(priced)).order_by("number")


def points_without_days(viewer: Viewer) -> QuerySet[DeliveryPoint]:
    """Delivery points no weekday is set for: nothing can be promised there."""
    return DeliveryPoint.objects.filter(unit__centre_id=viewer.centre_id, weekdays="").select_related("unit").order_by("unit__name", "name")
