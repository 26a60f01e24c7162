"""Rows of stores, their levels and the transfers between them. A store is locked before its transfers, and they before devices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeliveryPoint, Unit
from handtag.apps.stock.models import Device, Location
from handtag.apps.stores.models import Carried, Level, Store, Transfer, TransferLine
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound


def lock_store(location: Location) -> Store:
    """What is said of the location, locked; made when nothing has been said yet."""
    Store.objects.get_or_create(location=location)
    return Store.objects.select_for_update(of=("self",)).select_related("location", "unit", "delivery_point").get(location=location)


def is_filled(location: Location) -> bool:
    """Whether another store fills it up."""
    return Store.objects.filter(location=location, refilled_from__isnull=False).exists()


def unit_of(location: Location) -> int | None:
    """Whose own store it is, or who looks after it."""
    return Store.objects.filter(location=location).values_list("unit_id", flat=True).first()


def filled_stores() -> list[Store]:
    """Stores of every centre that another store fills up, in key order."""
    return list(Store.objects.filter(refilled_from__isnull=False).select_related("location").order_by("pk"))


def describe(store: Store, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(store, name, value)
    store.save(update_fields=list(columns))


def set_level(store: Store, article: Article, *, minimum: int, target: int, bin: str) -> None:
    Level.objects.update_or_create(store=store, article=article, defaults={"minimum": minimum, "target": target, "bin": bin})


def remove_level(store: Store, article: Article) -> None:
    Level.objects.filter(store=store, article=article).delete()


def levels_of(store: Store, articles: Iterable[int] | None = None) -> list[Level]:
    rows = Level.objects.select_related("article").filter(store=store).order_by("article__number")
    return list(rows if articles is None else rows.filter(article_id__in=list(articles)))


def lock_open_refill(store: Store) -> Transfer | None:
    """The refill of the store that nobody has sent yet, locked."""
    rows = Transfer.objects.select_for_update().filter(to_location_id=store.pk, kind="refill", state="placed")
    found: Transfer | None = rows.filter(from_location_id=store.refilled_from_id).first()
    return found


def stores_of(centre_id: int) -> list[Store]:
    """Stores that another store fills up, in key order."""
    rows = Store.objects.filter(location__centre_id=centre_id, refilled_from__isnull=False)
    return list(rows.select_related("location").order_by("pk"))


def add_transfer(kind: str, from_location: Location, to_location: Location, *, at: datetime, by: str, note: str = "") -> Transfer:
    transfer: Transfer = Transfer.objects.create(
        kind=kind, from_location=from_location, to_location=to_location, placed_at=at, placed_by=by, note=note
    )
    return transfer


def want(transfer: Transfer, article: Article, quantity: int) -> None:
    """So many more of the article are wanted on the transfer."""
    line, made = TransferLine.objects.get_or_create(transfer=transfer, article=article, defaults={"wanted": quantity})
    if not made:
        TransferLine.objects.filter(pk=line.pk).update(wanted=line.wanted + quantity)


def lock_transfer(viewer: Viewer, transfer_id: int) -> Transfer:
    """The transfer, locked, with its locations. Raises NotFound, also for other centres' transfers."""
    rows = Transfer.objects.visible_to(viewer).select_for_update(of=("self",))
    found: Transfer | None = rows.select_related("from_location", "to_location").filter(pk=transfer_id).first()
    if found is None:
        raise NotFound("stores.no_transfer", field="transfer_id")
    return found


def lines_of(transfer: Transfer) -> list[TransferLine]:
    return list(TransferLine.objects.select_related("article").filter(transfer=transfer).order_by("article__number"))


def set_line(line: TransferLine, **columns: int) -> None:
    for name, value in columns.items():
        setattr(line, name, value)
    line.save(update_fields=list(columns))


def carry(line: TransferLine, devices: Iterable[Device]) -> None:
    Carried.objects.bulk_create([Carried(line=line, device=device) for device in devices])


def carried_on(transfer: Transfer) -> list[Carried]:
    """The devices on the transfer, with their lines."""
    return list(Carried.objects.select_related("line", "device").filter(line__transfer=transfer).order_by("pk"))


def set_arrived(carried: Carried, *, arrived: bool) -> None:
    carried.arrived = arrived
    carried.save(update_fields=["arrived"])


def set_state(transfer: Transfer, state: str, **columns: Any) -> None:
    for name, value in {"state": state, **columns}.items():
        setattr(transfer, name, value)
    transfer.save(update_fields=["state", *columns])


def unit_for(centre_id: int, hsa_id: str) -> Unit | None:
    """A unit that the centre serves."""
    return Unit.objects.filter(centre_id=centre_id, hsa_id=hsa_id).first()


def first_point(unit: Unit) -> DeliveryPoint | None:
    return DeliveryPoint.objects.filter(unit=unit).order_by("pk").first()


def stock_at(location: Location, number: str) -> Device | None:
    """The centre's own device with the number when it is in stock at the location, not locked; what others own there is not its to give."""
    own = Device.objects.filter(location=location, number=number, state="in_stock", centre_id=location.centre_id)
    found: Device | None = own.select_related("article").first()
    return found


def home_of(device: Device) -> Location | None:
    """Where a device belongs: the central store of the centre that owns it."""
    return Location.objects.filter(centre_id=device.centre_id, kind="central_store").order_by("pk").first()


def device_in_county(viewer: Viewer, number: str) -> Device | None:
    """A device of any centre in the viewer's county, with its centre: for a scan of what came back to the wrong place."""
    rows = Device.objects.filter(centre__county_id=viewer.county_id, number=number)
    found: Device | None = rows.select_related("centre", "article").first()
    return found


def stray(viewer: Viewer, number: str) -> Device | None:
    """Another centre's device with this number that stands at the viewer's centre, not locked."""
    rows = Device.objects.filter(location__centre_id=viewer.centre_id, number=number).exclude(centre_id=viewer.centre_id)
    found: Device | None = rows.first()
    return found
