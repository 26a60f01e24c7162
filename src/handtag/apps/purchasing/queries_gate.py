"""What may be unpacked at the gate: the lines that a scanned article may have come on."""

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
