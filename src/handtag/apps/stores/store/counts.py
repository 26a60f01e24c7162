"""Rows of stocktakes: counts as they were made, differences as they were compared, what was settled, what a unit is to pay."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.organisations.models import Unit
from handtag.apps.stock.models import Balance, Device, Location, Move
from handtag.apps.stores.models import Count, Difference, Level, Shortage, Stocktake
from handtag.domain.access import Viewer
from handtag.domain.stocktaking import ON_THE_SHELF, OPEN, CountedPieces, Deviation, Standing
from handtag.domain.values.errors import NotFound


def open_areas(location: Location) -> list[str]:
    """The areas of the location that are being counted."""
    return list(Stocktake.objects.filter(location=location, state__in=OPEN).order_by("pk").values_list("area", flat=True))


def start(location: Location, *, area: str, kind: str, at: datetime, by: str) -> Stocktake:
    stocktake: Stocktake = Stocktake.objects.create(location=location, area=area, kind=kind, started_at=at, started_by=by)
    return stocktake


def lock_stocktake(viewer: Viewer, stocktake_id: int) -> Stocktake:
    """The stocktake, locked, with its location. Raises NotFound, also for another centre's."""
    rows = Stocktake.objects.visible_to(viewer).select_for_update(of=("self",))
    found: Stocktake | None = rows.select_related("location").filter(pk=stocktake_id).first()
    if found is None:
        raise NotFound("stocktaking.no_stocktake", field="stocktake_id")
    return found


def set_state(stocktake: Stocktake, state: str, **columns: Any) -> None:
    for name, value in {"state": state, **columns}.items():
        setattr(stocktake, name, value)
    stocktake.save(update_fields=["state", *columns])


def pieces_in_books(article: Article, location: Location) -> int:
    """The balance, locked so that no pick comes between it and the count."""
    row = Balance.objects.select_for_update().filter(article=article, location=location).first()
    return row.quantity if row else 0


def add_count(stocktake: Stocktake, article: Article, *, device: Device | None, bin: str, quantity: int, expected: int,
              at: datetime, by: str) -> Count:  # fmt: skip
    return Count.objects.create(
        stocktake=stocktake, round=stocktake.round, article=article, device=device, bin=bin, quantity=quantity, expected=expected,
        counted_by=by, counted_at=at,
    )  # fmt: skip


def is_counted(stocktake: Stocktake, device: Device) -> bool:
    return Count.objects.filter(stocktake=stocktake, round=stocktake.round, device=device).exists()


def counters(stocktake: Stocktake) -> set[str]:
    """Everyone who has had a hand in it so far."""
    who = set(Count.objects.filter(stocktake=stocktake).values_list("counted_by", flat=True))
    return who | {stocktake.started_by}


def piece_counts(stocktake: Stocktake) -> list[CountedPieces]:
    """Counts of pieces in the order they were made."""
    rows = Count.objects.filter(stocktake=stocktake, device=None).order_by("pk")
    return [CountedPieces(*row) for row in rows.values_list("article_id", "quantity", "expected")]


def articles_in_books(location: Location, area: str) -> set[int]:
    """Counted articles of which the books say that pieces lie there; in an area only those whose bin there is known."""
    found = Balance.objects.filter(location=location, quantity__gt=0)
    if area:
        kept = Level.objects.filter(store_id=location.pk, bin__startswith=area)
        found = found.filter(article_id__in=kept.values("article_id"))
    return set(found.values_list("article_id", flat=True))


def devices_in_books(location: Location, area: str, before: datetime) -> list[Standing]:
    """Devices that stood in the area when the counting began and have not moved since."""
    rows = Device.objects.filter(location=location, state__in=sorted(ON_THE_SHELF), bin__startswith=area)
    return [one for one, at in _standing(rows) if at <= before]


def devices_scanned(stocktake: Stocktake) -> dict[int, tuple[Standing, str]]:
    """Scanned devices as the books have them now, with the bin where they were scanned last."""
    bins = dict(Count.objects.filter(stocktake=stocktake, device__isnull=False).order_by("pk").values_list("device_id", "bin"))
    return {one.device: (one, bins[one.device]) for one, _ in _standing(Device.objects.filter(pk__in=bins))}


def _standing(rows: Any) -> list[tuple[Standing, datetime]]:
    moved = rows.annotate(last=Max("moves__pk"), at=Max("moves__recorded_at")).order_by("pk")
    columns = ("pk", "article_id", "state", "location_id", "bin", "last", "at")
    return [(Standing(*row[:-1]), row[-1]) for row in moved.values_list(*columns)]


def last_moves(devices: Iterable[int]) -> dict[int, int]:
    """The number of each device's last move."""
    rows = Move.objects.filter(device_id__in=list(devices)).order_by()
    return dict(rows.values_list("device_id").annotate(last=Max("pk")))


def set_differences(stocktake: Stocktake, found: Iterable[Deviation], values: Mapping[tuple[int, int | None], int]) -> int:
    """In place of those of the comparison before. `values` are öre by (article, device). Answers how many."""
    Difference.objects.filter(stocktake=stocktake).delete()
    rows = [
        Difference(
            stocktake=stocktake, article_id=one.article, device_id=one.device, cause=one.cause, expected=one.expected,
            counted=one.counted, to_bin=one.to_bin, last_move=one.last_move, value_ore=values.get((one.article, one.device), 0),
        )
        for one in found
    ]  # fmt: skip
    return len(Difference.objects.bulk_create(rows))


def differences_of(stocktake: Stocktake) -> list[Difference]:
    rows = Difference.objects.select_related("article", "device").filter(stocktake=stocktake)
    return list(rows.order_by("article__number", "pk"))


def settle(difference: Difference, outcome: str) -> None:
    difference.outcome = outcome
    difference.save(update_fields=["outcome"])


def prices_in_force(articles: Iterable[int], on: date) -> dict[int, PriceVersion]:
    """The price version of each article in force on a day."""
    rows = PriceVersion.objects.filter(article_id__in=list(articles), valid_from__lte=on).order_by("article_id", "valid_from")
    return {price.article_id: price for price in rows}


def add_shortage(difference: Difference, unit: Unit, *, price: PriceVersion | None, quantity: int, amount_ore: int, on: date,
                 at: datetime) -> None:  # fmt: skip
    Shortage.objects.create(
        difference=difference, unit=unit, payer=unit.principal, cost_centre=unit.cost_centre, price_version=price, quantity=quantity,
        amount_ore=amount_ore, on=on, recorded_at=at,
    )  # fmt: skip


def reserved_missing(viewer: Viewer, stocktake_id: int) -> list[Device]:
    """Missing devices of the stocktake that stand reserved on orders, not locked: to find what must be locked first."""
    missing = Difference.objects.filter(stocktake_id=stocktake_id, cause="missing").values("device_id")
    return list(Device.objects.filter(pk__in=missing, state="reserved", centre_id=viewer.centre_id).order_by("pk"))


def article_numbers(articles: Iterable[int]) -> tuple[str, ...]:
    return tuple(Article.objects.filter(pk__in=list(articles)).order_by("number").values_list("number", flat=True))


def devices_by_id(devices: Iterable[int]) -> dict[int, Device]:
    return Device.objects.select_related("article").in_bulk(list(devices))
