"""How many are where and on their way: what refills are worked out from and pages show. Never whose a device is, but which centre's."""

from collections.abc import Iterable

from django.db.models import Count, Sum

from handtag.apps.stock.models import Balance, Device, Location
from handtag.apps.stores.models import Level, TransferLine
from handtag.domain.access import Scope, Viewer
from handtag.domain.stock import plain_number
from handtag.domain.stores import Kept


def kept(levels: Iterable[Level], location: Location) -> dict[int, Kept]:
    """What the location keeps now of the articles that have levels there, by article."""
    wanted = list(levels)
    ids = [level.article_id for level in wanted]
    there, coming = free_at(location, ids), coming_to(location, ids)
    return {
        level.article_id: Kept(level.minimum, level.target, there.get(level.article_id, 0), coming.get(level.article_id, 0))
        for level in wanted
    }


def free_at(location: Location, articles: Iterable[int] | None = None) -> dict[int, int]:
    """Devices in stock and pieces at a location, by article; what is reserved for an order is not free."""
    devices = Device.objects.filter(location=location, state="in_stock")
    pieces = Balance.objects.filter(location=location, quantity__gt=0)
    if articles is not None:
        ids = list(articles)
        devices, pieces = devices.filter(article_id__in=ids), pieces.filter(article_id__in=ids)
    found: dict[int, int] = dict(devices.order_by().values_list("article_id").annotate(n=Count("pk")))
    for article, quantity in pieces.values_list("article_id", "quantity"):
        found[article] = found.get(article, 0) + quantity
    return found


def coming_to(location: Location, articles: Iterable[int]) -> dict[int, int]:
    """What open transfers bring to a location: what is wanted until it is sent, then what was sent."""
    lines = TransferLine.objects.filter(transfer__to_location=location, article_id__in=list(articles)).order_by()
    found: dict[int, int] = dict(lines.filter(transfer__state="placed").values_list("article_id").annotate(n=Sum("wanted")))
    for article, n in lines.filter(transfer__state="sent").values_list("article_id").annotate(n=Sum("sent")):
        found[article] = found.get(article, 0) + n
    return found


def other_owner(viewer: Viewer, number: str) -> str:
    """Which other centre of the county owns the device with this number; empty when none does. Told to those who work at a centre."""
    if viewer.scope is not Scope.CENTRE:
        return ""
    others = Device.objects.filter(number=plain_number(number), centre__county_id=viewer.county_id).exclude(centre_id=viewer.centre_id)
    return others.values_list("centre__name", flat=True).first() or ""
