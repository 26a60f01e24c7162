"""Rows of the device ledger. A move and the device's state and place are written by one function and never apart."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import models
from django.db.models import Case, F, Q, When

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import stand_in_ids
from handtag.apps.organisations.models import DeviceCentre, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.stock.ledger import moved, whereabouts
from handtag.apps.stock.models import Balance, CountedMove, Device, Location, Move
from handtag.domain import stock
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound, Refused

CANDIDATES = 5


def lock_device(viewer: Viewer, number: str) -> Device:
    """The device, locked until the transaction ends. Raises NotFound("stock.no_such_device") also outside the viewer's scope."""
    device: Device | None = Device.objects.visible_to(viewer).select_for_update().filter(number=number).first()
    if device is None:
        raise NotFound("stock.no_such_device", field="device_number", number=number)
    return device


def device_by_number(viewer: Viewer, number: str) -> Device:
    """The device as it is now, not locked: to find what must be locked before it. Raises NotFound."""
    device: Device | None = Device.objects.visible_to(viewer).filter(number=number).first()
    if device is None:
        raise NotFound("stock.no_such_device", field="device_number", number=number)
    return device


def lock_devices(pks: Iterable[int]) -> list[Device]:
    """Locked in key order, so that two use cases never wait for each other."""
    return list(Device.objects.select_for_update().filter(pk__in=list(pks)).order_by("pk"))


def candidates_for(article: Article) -> list[Device]:
    """Devices in stock that can stand in for the article, reconditioned before new and oldest first; at most five, locked.

    A candidate that someone else takes meanwhile falls out; when all do, the next ones are looked up. Never SKIP LOCKED:
    who comes second must wait and then see that it is gone.
    """
    while ordered := list(_queue(article)[:CANDIDATES].values_list("pk", flat=True)):
        locked = Device.objects.select_for_update().filter(pk__in=ordered, state="in_stock").order_by("pk")
        if still_free := sorted(locked, key=lambda device: ordered.index(device.pk)):
            return still_free
    return []


def add_devices(
    centre: DeviceCentre,
    article: Article,
    location: Location,
    numbers: Mapping[str, str],
    *,
    purchase_ore: int,
    bin: str = "",
    on: date,
    recorded_at: datetime,
    moved_by: str,
) -> None:
    """New devices, number → serial number (may be empty), each with its first move. Raises Refused when one of either is taken."""
    taken = Device.objects.filter(number__in=numbers).order_by("number").values_list("number", flat=True).first()
    if taken is not None:
        raise Refused("stock.number_taken", field="devices", number=taken)
    known = Device.objects.filter(article=article, serial_number__in=[serial for serial in numbers.values() if serial])
    serials = set(known.values_list("serial_number", flat=True))
    for number, serial in numbers.items():
        if serial and serial in serials:
            raise Refused("stock.serial_number_taken", field="devices", number=number, serial_number=serial)
        serials.add(serial)
    devices = Device.objects.bulk_create(
        Device(
            centre=centre, number=number, serial_number=serial, article=article, purchased_on=on,
            purchase_ore=purchase_ore, state="in_stock", location=location, bin=bin, available_since=on, last_moved_on=on,
        )
        for number, serial in numbers.items()
    )  # fmt: skip
    Move.objects.bulk_create(
        Move(
            device=device, kind="received", from_state="", to_state="in_stock", to_location=location, to_bin=bin,
            moved_on=on, recorded_at=recorded_at, moved_by=moved_by,
        )
        for device in devices
    )  # fmt: skip


def post_move(
    device: Device,
    kind: str,
    to_state: str,
    *,
    on: date,
    recorded_at: datetime,
    moved_by: str,
    location: Location | None = None,
    bin: str | None = None,
    person: Person | None = None,
    unit: Unit | None = None,
    payer: Principal | None = None,
    order_number: str = "",
    note: str = "",
) -> Move:
    """Write one move and the projection it leads to. Without `location` a stored device stays where it is.

    `to_state` comes from domain.stock.next_state; `person` is who gets the device or who gave it back. Never recorded before the
    move it follows, though who waited for the lock looked at the clock first.
    """
    before = Move.objects.filter(device=device).order_by("-pk").values_list("recorded_at", flat=True).first()
    stored = to_state in stock.STORED
    place = (location or device.location) if stored else None
    if bin is None:
        bin = device.bin if location is None or location == device.location else ""
    move = Move.objects.create(
        device=device, kind=kind, from_state=device.state, to_state=to_state, to_location=place,
        to_bin=bin if stored else "", person=person, unit=unit, payer=payer, order_number=order_number, note=note,
        moved_on=on, recorded_at=max(recorded_at, before or recorded_at), moved_by=moved_by,
    )  # fmt: skip
    _project(device, stock.after(whereabouts(device), moved(move)))
    return move


def change_balance(
    article: Article,
    location: Location,
    quantity: int,
    *,
    kind: str,
    on: date,
    recorded_at: datetime,
    moved_by: str,
    order_number: str = "",
) -> None:
    """Add (+) or take (−) pieces; the row and the sum in one go. Raises Refused("stock.too_few") and never goes below zero."""
    balance, _ = Balance.objects.get_or_create(article=article, location=location)
    enough = Balance.objects.filter(pk=balance.pk, quantity__gte=-quantity)
    if not enough.update(quantity=F("quantity") + quantity):
        raise Refused("stock.too_few", article=article.number, location=location.code, wanted=-quantity)
    CountedMove.objects.create(
        article=article, location=location, quantity=quantity, kind=kind, order_number=order_number,
        moved_on=on, recorded_at=recorded_at, moved_by=moved_by,
    )  # fmt: skip


def fullest_location(article: Article) -> Location | None:
    """Where most pieces of a counted article lie; None when there are none."""
    most = Balance.objects.filter(article=article, quantity__gt=0).order_by("-quantity", "pk")
    balance = most.select_related("location").first()
    return balance.location if balance else None


def location_of(centre_id: int, code: str, field: str = "location_code") -> Location:
    """A location of the centre. Raises NotFound("stock.no_such_location")."""
    location = location_by_code(centre_id, code)
    if location is None:
        raise NotFound("stock.no_such_location", field=field, location=code)
    return location


def location_by_code(centre_id: int, code: str) -> Location | None:
    return Location.objects.filter(centre_id=centre_id, code=code).first()


def add_location(centre: DeviceCentre, *, code: str, name: str, kind: str) -> Location:
    return Location.objects.create(centre=centre, code=code, name=name, kind=kind)


def _project(device: Device, now: stock.Whereabouts) -> None:
    device.state = now.state
    device.location_id = now.location
    device.bin = now.bin
    device.person_id = now.person
    device.times_reconditioned = now.times_reconditioned
    device.available_since = now.available_since
    device.last_moved_on = now.last_moved_on or device.last_moved_on
    device.save()


def _queue(article: Article) -> "models.QuerySet[Device]":
    """The article and what may stand in for it, in stock."""
    group = Q(article_id__in=stand_in_ids(article))
    new_last = Case(When(times_reconditioned=0, then=1), default=0)
    in_stock: models.QuerySet[Device] = Device.objects.filter(group, centre_id=article.centre_id, state="in_stock")
    return in_stock.order_by(new_last, "available_since", "pk")
