"""Rows of what passes between centres: what one asks of another, what was sold and what is lent."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre, Principal
from handtag.apps.stock.models import CountedMove, Device, Location, Lot, Move
from handtag.apps.stores.models import CentreDeal, CentreLoan, CentreRequest, CentreRequestLine, Transfer
from handtag.domain.access import Viewer
from handtag.domain.stores import Product, same_product
from handtag.domain.values.errors import NotFound


def other_centre(viewer: Viewer, centre_id: int) -> DeviceCentre:
    """Another centre of the viewer's county. Raises NotFound."""
    others = DeviceCentre.objects.filter(county_id=viewer.county_id).exclude(pk=viewer.centre_id)
    found = others.filter(pk=centre_id).first()
    if found is None:
        raise NotFound("stores.no_centre", field="centre_id")
    return found


def counterpart(article: Article, centre: DeviceCentre) -> Article | None:
    """What the centre calls the same product; None when it has no article of it, or several that could be."""
    theirs = Article.objects.filter(centre=centre, kind=article.kind)
    if article.gtin and (same := theirs.filter(gtin=article.gtin).first()) is not None:
        return same
    if not article.supplier_number:
        return None
    maybe = theirs.filter(supplier_id=article.supplier_id, supplier_number=article.supplier_number)
    found = [one for one in maybe if same_product(_product(article), _product(one))]
    return found[0] if len(found) == 1 else None


def centre_of(payer: Principal) -> DeviceCentre | None:
    """The device centre that serves a principal's units; None when none does, or several."""
    found = DeviceCentre.objects.filter(county_id=payer.county_id, units__principal=payer).distinct().order_by("pk")[:2]
    return found[0] if len(found) == 1 else None


def add_request(kind: str, viewer: Viewer, asked: DeviceCentre, to_location: Location, **columns: Any) -> CentreRequest:
    made: CentreRequest = CentreRequest.objects.create(
        kind=kind, asker_id=viewer.centre_id, asked=asked, to_location=to_location, **columns
    )
    return made


def add_line(request: CentreRequest, article: Article, theirs: Article, wanted: int) -> None:
    CentreRequestLine.objects.create(request=request, article=article, their_article=theirs, wanted=wanted)


def lock_request(viewer: Viewer, request_id: int) -> CentreRequest:
    """The request, locked. Raises NotFound, also for one between other centres."""
    rows = CentreRequest.objects.visible_to(viewer).select_for_update(of=("self",))
    found: CentreRequest | None = rows.select_related("asker", "asked", "to_location").filter(pk=request_id).first()
    if found is None:
        raise NotFound("stores.no_request", field="request_id")
    return found


def lines_of(request: CentreRequest) -> list[CentreRequestLine]:
    return list(CentreRequestLine.objects.select_related("article", "their_article").filter(request=request).order_by("pk"))


def set_price(line: CentreRequestLine, price_ore: int) -> None:
    line.price_ore = price_ore
    line.save(update_fields=["price_ore"])


def answer(request: CentreRequest, state: str, **columns: Any) -> None:
    for name, value in {"state": state, **columns}.items():
        setattr(request, name, value)
    request.save(update_fields=["state", *columns])


def request_of(transfer: Transfer) -> CentreRequest | None:
    """What the transfer was accepted for."""
    return CentreRequest.objects.select_related("asker", "asked").filter(transfer=transfer).first()


def add_deal(seller: DeviceCentre, buyer: DeviceCentre, *, device: Device | None = None, move: Move | None = None,
             **columns: Any) -> CentreDeal:  # fmt: skip
    made: CentreDeal = CentreDeal.objects.create(seller=seller, buyer=buyer, device=device, move=move, **columns)
    return made


def lots_sold(transfer: Transfer, article: Article) -> list[tuple[Lot | None, int]]:
    """Of which lots the pieces were that were sold on the transfer."""
    rows = CountedMove.objects.filter(order_number=transfer.number, kind="sold", article=article).select_related("lot").order_by("pk")
    return [(row.lot, -row.quantity) for row in rows]


def parts_of(device: Device) -> list[Device]:
    """What is mounted on it."""
    return list(Device.objects.select_related("article").filter(parent=device).order_by("pk"))


def add_loans(request: CentreRequest, devices: Iterable[Device], on: date) -> None:
    """Lent from the day they came. A loan of theirs that is still open has been forgotten: they came back in between."""
    lent, due = list(devices), request.return_on
    assert due is not None, "a loan has its last day"
    end_loans(lent, on)
    CentreLoan.objects.bulk_create(CentreLoan(request=request, device=device, since=on, due_on=due) for device in lent)


def end_loans(devices: Iterable[Device], on: date) -> None:
    CentreLoan.objects.filter(device__in=list(devices), ended_on=None).update(ended_on=on)


def _product(article: Article) -> Product:
    return Product(article.kind, article.gtin, article.supplier_id, article.supplier_number)
