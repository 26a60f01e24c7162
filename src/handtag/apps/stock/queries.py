"""How many there are of what, where: counts only, so that everyone whom a centre serves may see them; never which device or whose."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from handtag.apps.stock.models import Balance, Location
from handtag.domain.access import Viewer

IN_STOCK = Q(devices__state="in_stock")
USED = Q(devices__times_reconditioned__gt=0)


@dataclass(frozen=True)
class StockCount:
    """What is free to order: individually marked devices (reconditioned and new) and counted pieces."""

    reconditioned: int = 0
    new: int = 0
    pieces: int = 0

    @property
    def total(self) -> int:
        return self.reconditioned + self.new + self.pieces


def stock_for_articles(viewer: Viewer, article_ids: Iterable[int]) -> dict[int, StockCount]:
    """What the viewer's centre has free of each article; every id asked for is answered."""
    wanted = list(article_ids)
    own = IN_STOCK & Q(devices__article_id__in=wanted, devices__article__centre_id=viewer.centre_id)  # what is borrowed is not free
    in_stock = Location.objects.filter(own, centre_id=viewer.centre_id).values_list("devices__article_id")
    marked = in_stock.annotate(all=Count("devices"), used=Count("devices", filter=USED))
    pieces = dict(
        Balance.objects.filter(location__centre_id=viewer.centre_id, article_id__in=wanted)
        .values_list("article_id")
        .annotate(pieces=Sum("quantity"))
    )
    devices = {pk: (used, every - used) for pk, every, used in marked.order_by()}
    return {pk: StockCount(*devices.get(pk, (0, 0)), pieces.get(pk, 0)) for pk in wanted}


def stock_by_location(viewer: Viewer, article_id: int) -> list[tuple[Location, StockCount]]:
    """Where the centre has an article free, largest first; places without any are left out."""
    here = IN_STOCK & Q(devices__article_id=article_id)
    places = Location.objects.filter(centre_id=viewer.centre_id).annotate(
        used=Count("devices", filter=here & USED), new=Count("devices", filter=here & ~USED)
    )
    pieces = dict(Balance.objects.filter(article_id=article_id).values_list("location_id", "quantity"))
    found = [(place, StockCount(place.used, place.new, pieces.get(place.pk, 0))) for place in places]
    return sorted((one for one in found if one[1].total), key=lambda one: (-one[1].total, one[0].code))
