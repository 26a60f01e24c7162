"""Who or what holds an article or a lot now: answered from what is kept with every move, never by adding up moves.

A person is given as her row's key only: whoever shows who she is logs it first (Patientdatalagen 4 kap. 3 §).
"""

from datetime import date
from sys import maxsize
from typing import NamedTuple

from django.db import connection
from django.db.models import Sum

from handtag.apps.catalogue.models import Article
from handtag.apps.stock.models import CountedMove, Device, Lot, PiecesHeld
from handtag.domain.access import Scope, Viewer
from handtag.domain.stock import plain_number
from handtag.domain.values.errors import NotFound

_COLUMNS = "place, location_id, person_id, unit_id"
_OF_A_LOT = (
    f"SELECT {_COLUMNS}, device_id, quantity FROM stock_piecesheld WHERE lot_id = %s AND quantity > 0 UNION ALL "  # noqa: S608
    "SELECT held.place, held.location_id, held.person_id, held.unit_id, held.device_id, 1 FROM stock_device AS device "
    "JOIN stock_holding AS held ON held.device_id = device.id AND held.until IS NULL WHERE device.lot_id = %s"
)
_OF_AN_ARTICLE = (
    f"SELECT {_COLUMNS}, device_id, quantity FROM stock_piecesheld WHERE article_id = %s AND quantity > 0 UNION ALL "  # noqa: S608
    f"SELECT {_COLUMNS}, device_id, 1 FROM stock_holding WHERE article_id = %s AND until IS NULL"
)


class Held(NamedTuple):
    """So many pieces, or one device, in one place: its kind, and the keys of whatever names it within the kind.

    `device` is the device itself, or the one that pieces are built into.
    """

    place: str
    location: int | None
    person: int | None
    unit: int | None
    device: int | None
    quantity: int


def lot_by_code(viewer: Viewer, article_number: str, code: str) -> Lot:
    """A lot of an article of the viewer's centre, however its code was written. Raises NotFound("stock.no_such_lot")."""
    lots = Lot.objects.filter(article__centre_id=viewer.centre_id, article__number=article_number, code=plain_number(code))
    found = lots.first() if viewer.scope is Scope.CENTRE else None
    if found is None:
        raise NotFound("stock.no_such_lot", field="lot", lot=code, article=article_number)
    return found


def holders_of_lot(lot: Lot) -> list[Held]:
    """Everywhere the lot is now, and where its last pieces went for good: pieces and individually marked devices."""
    return _held(_OF_A_LOT, lot.pk)


def holders_of_article(viewer: Viewer, article: Article) -> list[Held]:
    """Everywhere the article is now: nothing to who is not of the centre that keeps it."""
    if viewer.scope is not Scope.CENTRE or viewer.centre_id != article.centre_id:
        return []
    return _held(_OF_AN_ARTICLE, article.pk)


def _held(question: str, key: int) -> list[Held]:
    with connection.cursor() as cursor:
        cursor.execute(question, [key, key])
        return [Held(*row) for row in cursor.fetchall()]


def still_out(article: Article, order_number: str) -> list[tuple[Lot | None, int]]:
    """Pieces of an article that left on an order and have not come back, by lot, the one that expires first before the others."""
    rows = CountedMove.objects.filter(article=article, order_number=order_number, kind__in=("picked", "released", "returned"))
    out = {row["lot"]: -row["pieces"] for row in rows.values("lot").annotate(pieces=Sum("quantity")).order_by()}
    lots = Lot.objects.in_bulk([key for key in out if key is not None])
    found = [(lots.get(key), pieces) for key, pieces in out.items() if pieces > 0]
    return sorted(found, key=lambda one: (one[0].expires_on or date.max, one[0].pk) if one[0] else (date.max, maxsize))


def pieces_on(viewer: Viewer, device: Device) -> list[PiecesHeld]:
    """Spare parts and components that a device has now, for the centre that sees to it."""
    held = PiecesHeld.objects.filter(device=device, quantity__gt=0) if viewer.scope is Scope.CENTRE else PiecesHeld.objects.none()
    return list(held.select_related("article", "lot").order_by("article__number", "pk"))
