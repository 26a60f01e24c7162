"""What suppliers owe: the lines that a scanned article may have come on, and the days that can be promised on them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from handtag.apps.catalogue.models import Article
from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder
from handtag.apps.purchasing.queries import OUTSTANDING
from handtag.domain.access import Viewer
from handtag.domain.purchasing.orders import OPEN_STATES


def order_by_code(viewer: Viewer, text: str) -> PurchaseOrder | None:
    """An order that has been sent to its supplier, by our number, which suppliers print on their labels too."""
    sent = PurchaseOrder.objects.visible_to(viewer).filter(centre_id=viewer.centre_id, number=text.strip()).exclude(state="draft")
    found: PurchaseOrder | None = sent.select_related("supplier").first()
    return found


def lines_to_come(viewer: Viewer, article: Article) -> QuerySet[PurchaseLine]:
    """Of orders with pieces of the article still to come, what was promised first going first; each with `left`."""
    mine = PurchaseOrder.objects.visible_to(viewer).filter(centre_id=viewer.centre_id)
    rows = PurchaseLine.objects.filter(order__in=mine, article=article, state__in=OPEN_STATES).annotate(left=OUTSTANDING)
    found: QuerySet[PurchaseLine] = rows.filter(left__gt=0).select_related("order__supplier", "order__location")
    return found.order_by(F("promised_on").asc(nulls_last=True), "pk")


def coming(articles: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """Article → days and pieces that suppliers owe, with what stands at the gate until it is controlled."""
    open_lines = PurchaseLine.objects.filter(article_id__in=set(articles), state__in=OPEN_STATES, promised_on__isnull=False)
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for line in open_lines.order_by("promised_on", "pk"):
        left = line.quantity - line.cancelled - line.accepted
        if left > 0 and line.promised_on is not None:
            found[line.article_id].append((line.promised_on, left))
    return found
