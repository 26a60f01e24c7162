"""Rows of the device ledger. A move and the device's state and place are written by one function and never apart."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import stand_in_ids
from handtag.apps.organisations.models import DeviceCentre, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.stock.ledger import holding, moved, place_of, whereabouts
from handtag.apps.stock.models import (
    Balance,
    ComponentCheck,
    CountedMove,
    Device,
    DeviceBlock,
    DeviceBlockLift,
    Holding,
    Inspection,
    Location,
    Lot,
    Move,
    PiecesHeld,
    ReturnRule,
)
from handtag.domain import stock
from handtag.domain.access import Viewer
from handtag.domain.stores import UNSTAFFED
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


def candidates_for(article: Article, *, exactly: bool = False) -> list[Device]:
    """Devices in stock that can stand in for the article, reconditioned before new and oldest first; at most five, locked. `exactly`:
    of the article itself and no other.

    A candidate that someone else takes meanwhile falls out; when all do, the next ones are looked up. Never SKIP LOCKED:
    who comes second must wait and then see that it is gone.
    """
    while ordered := list(_queue(article, exactly=exactly)[:CANDIDATES].values_list("pk", flat=True)):
        locked = Device.objects.select_for_update().filter(pk__in=ordered, state="in_stock", blocked=False).order_by("pk")
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
    kind: str = "received",
    lot: Lot | None = None,
    udis: Mapping[str, str] | None = None,
    order_number: str = "",
) -> list[Device]:
    """New devices, number → serial number (may be empty), each with its first move. Raises Refused when one of either is taken.

    `kind` is `received` (into stock) or `arrived` (waits for quality control); `udis` number → the maker's code as it was read.
    """
    _check_free(article, numbers)
    state = stock.next_state(kind, "")
    devices = Device.objects.bulk_create(
        Device(
            centre=centre, number=number, serial_number=serial, article=article, purchased_on=on, purchase_ore=purchase_ore, state=state,
            location=location, bin=bin, available_since=on if state in stock.AVAILABLE else None, last_moved_on=on, lot=lot,
            udi=(udis or {}).get(number, ""),
        )
        for number, serial in numbers.items()
    )  # fmt: skip
    moves = Move.objects.bulk_create(
        Move(
            device=device, kind=kind, from_state="", to_state=state, to_location=location, to_bin=bin, order_number=order_number,
            moved_on=on, recorded_at=recorded_at, moved_by=moved_by,
        )
        for device in devices
    )  # fmt: skip
    Holding.objects.bulk_create(holding(move.device, stock.place(whereabouts(move.device)), move) for move in moves)
    return devices


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
    parent: Device | None = None,
    new_owner: DeviceCentre | None = None,
    new_article: Article | None = None,
    value_ore: int | None = None,
    order_number: str = "",
    note: str = "",
) -> Move:
    """Write one move and the projections it leads to: state and place of the device, and its holding. The device is locked by the caller.

    `to_state` comes from domain.stock.next_state. Without `location` a stored device stays where it is. `person` is who gets the
    device or who gave it back, `unit` for whom it is (with `with_unit`: who has it), `parent` what it is mounted on or taken from;
    `new_article` is what its new owner calls it.
    Never recorded before the move it follows, though who waited for the lock looked at the clock first. Raises Refused for a block.
    """
    if kind in stock.HANDED_OUT:
        _check_blocks(device)
    before = Move.objects.filter(device=device).order_by("-pk").values_list("recorded_at", flat=True).first()
    stored = to_state in stock.STORED
    place = (location or device.location) if stored else None
    if bin is None:
        bin = device.bin if location is None or location == device.location else ""
    if to_state == device.state:  # it stays with whom it is with
        person, unit, parent = person or device.person, unit or device.unit, parent or device.parent
    move = Move.objects.create(
        device=device, kind=kind, from_state=device.state, to_state=to_state, to_location=place,
        to_bin=bin if stored else "", person=person, unit=unit, payer=payer, parent=parent, order_number=order_number, note=note,
        from_centre_id=device.centre_id if new_owner else None, to_centre=new_owner, value_ore=value_ore,
        moved_on=on, recorded_at=max(recorded_at, before or recorded_at), moved_by=moved_by,
    )  # fmt: skip
    now = stock.after(whereabouts(device), moved(move))
    if new_article is not None:
        _rename(device, new_article)
    _hold(device, stock.place(now), move)
    device.centre = new_owner or device.centre
    _project(device, now)
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
    lot: Lot | None = None,
    exactly: bool = False,
    person: Person | None = None,
    unit: Unit | None = None,
    device: Device | None = None,
    order_number: str = "",
    note: str = "",
) -> None:
    """Add (+) or take (−) pieces: the rows, the sum and what each place holds, in one go. Raises Refused("stock.too_few") and never goes
    below zero.

    `person`, `unit` or `device` is where they go or come from. Without a lot, those are taken that expire first where they come from;
    what has expired goes to nobody. `exactly`: of no lot when none is named.
    """
    balance, _ = Balance.objects.get_or_create(article=article, location=location)
    enough = Balance.objects.filter(pk=balance.pk, quantity__gte=-quantity)
    if not enough.update(quantity=F("quantity") + quantity):
        raise Refused("stock.too_few", article=article.number, location=location.code, wanted=-quantity)
    against = _against(kind, person, unit, device)
    held = PiecesHeld.objects.filter(article=article)
    if quantity < 0:
        source = held.filter(place="store", location=location)
        if kind in stock.FRESH_ONLY:
            source = source.exclude(lot__expires_on__lt=on)
    else:
        source = held.filter(place=against, person=person, unit=unit, device=device)
    comes_from_a_place = quantity < 0 or against in stock.HOLD_PIECES
    for part, pieces in _by_lot(source if comes_from_a_place and not exactly else None, lot, quantity):
        CountedMove.objects.create(
            article=article, location=location, quantity=pieces, kind=kind, order_number=order_number, lot=part, against=against,
            person=person, unit=unit, device=device, note=note, moved_on=on, recorded_at=recorded_at, moved_by=moved_by,
        )  # fmt: skip
        _hold_pieces(pieces, article=article, lot=part, place="store", location=location)
        if against in stock.HOLD_PIECES:
            _hold_pieces(-pieces, article=article, lot=part, place=against, person=person, unit=unit, device=device)


def lot_of(article: Article, code: str, expires_on: date | None = None) -> Lot:
    """The article's lot with this code, made when it is new. Raises Refused when it is known with another last day."""
    lot, _ = Lot.objects.get_or_create(article=article, code=stock.plain_number(code), defaults={"expires_on": expires_on})
    if expires_on is not None and lot.expires_on != expires_on:
        raise Refused("stock.lot_expires_otherwise", field="lot", lot=lot.code, known=lot.expires_on or "–")
    return lot


def block(device: Device, *, reason: str, note: str, at: datetime, by: str) -> DeviceBlock:
    """From now on the locked device is not handed out."""
    made: DeviceBlock = DeviceBlock.objects.create(device=device, reason=reason, note=note, blocked_by=by, blocked_at=at)
    device.blocked = True
    device.save(update_fields=["blocked"])
    return made


def lift_block(device: Device, found: DeviceBlock, *, note: str, at: datetime, by: str) -> None:
    """This block is over; the locked device is free when no other stands."""
    DeviceBlockLift.objects.create(block=found, note=note, lifted_by=by, lifted_at=at)
    device.blocked = open_blocks(device).exists()
    device.save(update_fields=["blocked"])


def open_blocks(device: Device) -> "models.QuerySet[DeviceBlock]":
    return DeviceBlock.objects.filter(device=device, lift=None).order_by("pk")


def has_parts(device: Device) -> bool:
    """Whether anything is mounted on the device; while it is locked that does not change."""
    return bool(Device.objects.filter(parent=device).exists())


def add_return_rule(centre: DeviceCentre, iso_prefix: str, rule: stock.ReturnRule, *, valid_from: date, at: datetime, by: str) -> None:
    """Raises Refused("stock.rule_exists") when the group has one from that day."""
    if ReturnRule.objects.filter(centre=centre, iso_prefix=iso_prefix, valid_from=valid_from).exists():
        raise Refused("stock.rule_exists", field="valid_from", on=valid_from)
    ReturnRule.objects.create(
        centre=centre, iso_prefix=iso_prefix, life_months=rule.life_months, repair_percent=rule.repair_percent,
        oldest_months=rule.oldest_months, wash_first=rule.wash_first,
        inspect_months=rule.inspect_months, valid_from=valid_from, set_by=by, recorded_at=at,
    )  # fmt: skip


def add_inspection(move: Move, looked: stock.LookedOver, rule: ReturnRule | None) -> Inspection:
    """What was found, and what the rule makes of it; both stay as they were then."""
    numbers = stock.ReturnRule(rule.life_months, rule.repair_percent, rule.oldest_months) if rule else None
    action, reason = stock.what_next(looked, numbers)
    made: Inspection = Inspection.objects.create(
        move=move, condition=looked.condition, repair_ore=looked.repair_ore, residual_ore=looked.residual_ore,
        action=action, reason=reason, rule=rule,
    )  # fmt: skip
    return made


def residual_ore(device: Device, on: date, rule: ReturnRule | None) -> int | None:
    """What is left of what the device cost; None where the county has no rule for its group."""
    return stock.residual_ore(device.purchase_ore, device.purchased_on, on, rule.life_months) if rule else None


def add_component_check(device: Device, missing: str, *, at: datetime, by: str) -> ComponentCheck:
    """For the return that the locked device has last come from. Raises Refused("stock.components_checked") when it is done."""
    came_back: Move = Move.objects.filter(device=device, to_state="returned").exclude(from_state="returned").order_by("-pk")[0]
    if ComponentCheck.objects.filter(move=came_back).exists():
        raise Refused("stock.components_checked", field="device_number", number=device.number)
    made: ComponentCheck = ComponentCheck.objects.create(
        move=came_back, complete=not missing, missing=missing, checked_by=by, recorded_at=at
    )
    return made


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


def _check_free(article: Article, numbers: Mapping[str, str]) -> None:
    taken = Device.objects.filter(number__in=numbers).order_by("number").values_list("number", flat=True).first()
    if taken is not None:
        raise Refused("stock.number_taken", field="devices", number=taken)
    known = Device.objects.filter(article=article, serial_number__in=[serial for serial in numbers.values() if serial])
    serials = set(known.values_list("serial_number", flat=True))
    for number, serial in numbers.items():
        if serial and serial in serials:
            raise Refused("stock.serial_number_taken", field="devices", number=number, serial_number=serial)
        serials.add(serial)


def _check_blocks(device: Device) -> None:
    """Neither the device nor a part of it may be blocked."""
    of_it = Q(device=device) | Q(device__parent=device)
    found = DeviceBlock.objects.filter(of_it, lift=None).select_related("device").order_by("pk").first()
    if found is not None:
        raise Refused("stock.blocked", field="device_number", number=found.device.number, reason=found.reason)


def _rename(device: Device, article: Article) -> None:
    """The device, and the lot it is of, as its new owner's article. Raises Refused("stock.serial_number_taken")."""
    taken = Device.objects.filter(article=article, serial_number=device.serial_number).exclude(serial_number="").exists()
    if taken:
        raise Refused("stock.serial_number_taken", field="device_number", number=device.number, serial_number=device.serial_number)
    device.article = article
    device.lot = lot_of(article, device.lot.code, device.lot.expires_on) if device.lot is not None else None


def _hold(device: Device, place: stock.Place, move: Move) -> None:
    """The holding that is open ends and another begins, when the move leads to another place."""
    now = Holding.objects.filter(device=device, until=None).first()
    if now is not None and place_of(now) == place and move.kind not in stock.RENAMES:
        return
    if now is not None:
        Holding.objects.filter(pk=now.pk).update(until=move.moved_on, ended_by=move)
    holding(device, place, move).save(force_insert=True)


def _against(kind: str, person: Person | None, unit: Unit | None, device: Device | None) -> str:
    for place, who in (("person", person), ("unit", unit), ("device", device)):
        if who is not None:
            return place
    return stock.PIECE_MOVES[kind].against[0]


def _by_lot(source: "models.QuerySet[PiecesHeld] | None", lot: Lot | None, quantity: int) -> list[tuple[Lot | None, int]]:
    """One part when the lot is named, or when pieces come from outside; else the lots that expire first give what the source has of them.

    When it has too few the whole is one part, and refused where it is taken.
    """
    if lot is not None or source is None:
        return [(lot, quantity)]
    sign, left = (1 if quantity > 0 else -1), abs(quantity)
    parts: list[tuple[Lot | None, int]] = []
    held = source.select_for_update(of=("self",)).select_related("lot").filter(quantity__gt=0)
    for row in held.order_by(F("lot__expires_on").asc(nulls_last=True), "lot_id", "pk"):
        pieces = min(row.quantity, left)
        parts.append((row.lot, sign * pieces))
        left -= pieces
        if not left:
            break
    return parts if not left else [(None, quantity)]


def _hold_pieces(
    quantity: int, *, article: Article, lot: Lot | None, place: str, location: Location | None = None, person: Person | None = None,
    unit: Unit | None = None, device: Device | None = None,
) -> None:  # fmt: skip
    row, _ = PiecesHeld.objects.get_or_create(
        article=article, lot=lot, place=place, location=location, person=person, unit=unit, device=device
    )
    enough = PiecesHeld.objects.filter(pk=row.pk, quantity__gte=-quantity)
    if not enough.update(quantity=F("quantity") + quantity):
        raise Refused("stock.too_few", article=article.number, location=place, wanted=-quantity)


def _project(device: Device, now: stock.Whereabouts) -> None:
    device.state = now.state
    device.location_id = now.location
    device.bin = now.bin
    device.person_id = now.person
    device.times_reconditioned = now.times_reconditioned
    device.available_since = now.available_since
    device.last_moved_on = now.last_moved_on or device.last_moved_on
    device.unit_id = now.unit
    device.parent_id = now.parent
    device.save()


def _queue(article: Article, *, exactly: bool) -> "models.QuerySet[Device]":
    """The article and, unless it must be exactly that, what may stand in for it, where somebody of its own centre can pick it; nothing
    that is stopped, itself or for a part of it.
    """
    group = Q(article_id__in={article.pk} if exactly else stand_in_ids(article))
    new_last = Case(When(times_reconditioned=0, then=1), default=0)
    at_home = Q(centre_id=article.centre_id, location__centre_id=article.centre_id)  # what another centre has borrowed is not here
    in_stock: models.QuerySet[Device] = Device.objects.filter(group, at_home, state="in_stock", blocked=False)
    stopped = Device.objects.filter(parent=OuterRef("pk"), blocked=True)
    return in_stock.exclude(location__kind__in=UNSTAFFED).exclude(Exists(stopped)).order_by(new_last, "available_since", "pk")
