"""Stores as pages read them: the list, one store with what it keeps, transfers, and where a prescriber may take goods out herself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Unit
from handtag.apps.stock.models import Device, Location
from handtag.apps.stores.keeping import free_at, kept
from handtag.apps.stores.models import Carried, CentreLoan, Level, Stocktake, Store, Transfer, TransferLine
from handtag.domain.access import Viewer
from handtag.domain.stores import KINDS, UNDER_WAY, Kept, who_pays
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class KeptRow:
    """An article that a store has or keeps. Without levels `minimum` is 0."""

    article: Article
    kept: Kept
    bin: str

    @property
    def is_short(self) -> bool:
        return self.kept.there < self.kept.minimum


@dataclass(frozen=True)
class StoreRow:
    """A store in the list: how many articles it keeps, how many of them below their minimum, and when it was last counted."""

    location: Location
    unit: Unit | None
    keeps: int
    short: int
    counted_at: datetime | None


@dataclass(frozen=True)
class StorePage:
    location: Location
    store: Store | None
    shortages_paid_by: str
    rows: tuple[KeptRow, ...]
    transfers: tuple[Transfer, ...]
    stocktakes: tuple[Stocktake, ...]


def stores(viewer: Viewer) -> list[StoreRow]:
    """The centre's stores, the central one first."""
    return [_row(viewer, location) for location in _locations(viewer)]


def store_page(viewer: Viewer, code: str) -> StorePage:
    """One store with everything that lies there or should. Raises NotFound."""
    location = _locations(viewer).filter(code=code).first()
    if location is None:
        raise NotFound("stock.no_such_location", location=code)
    store = Store.objects.filter(location=location).select_related("unit", "delivery_point", "refilled_from").first()
    here = Q(from_location=location) | Q(to_location=location)
    counted = Stocktake.objects.visible_to(viewer).filter(location=location).order_by("-pk")
    return StorePage(
        location, store, who_pays(location.kind, store.shortages_paid_by if store else ""), _kept_rows(location),
        tuple(_transfers(viewer).filter(here, state__in=UNDER_WAY)), tuple(counted[:10]),
    )  # fmt: skip


def level_of(viewer: Viewer, code: str, article_number: str) -> Level | None:
    """What is said now of an article at a store."""
    here = Level.objects.filter(store__location__centre_id=viewer.centre_id, store__location__code=code)
    return here.filter(article__number=article_number).first()


def open_transfers(viewer: Viewer) -> QuerySet[Transfer]:
    """Transfers to send or receive, oldest first."""
    return _transfers(viewer).filter(state__in=UNDER_WAY)


def transfer_for_page(viewer: Viewer, transfer_id: int) -> Transfer:
    """A transfer with its lines and the devices on them. Raises NotFound."""
    found: Transfer | None = _transfers(viewer).filter(pk=transfer_id).first()
    if found is None:
        raise NotFound("stores.no_transfer", field="transfer_id")
    return found


def transfer_by_code(viewer: Viewer, text: str) -> Transfer | None:
    """By the number that stands on labels and lists."""
    number = text.strip().upper()
    pk = number[1:] if number.startswith("F") else ""
    found: Transfer | None = _transfers(viewer).filter(pk=int(pk)).first() if pk.isascii() and pk.isdecimal() and len(pk) < 10 else None
    return found


def transfers_to_load(viewer: Viewer) -> QuerySet[Transfer]:
    """Those that the viewer's centre is to send, oldest first."""
    return _transfers(viewer).filter(state="placed", from_location__centre_id=viewer.centre_id)


def taken_out_of(viewer: Viewer) -> list[tuple[str, str]]:
    """Stores where the viewer's unit takes goods out herself, as (code, name): unstaffed ones, and of buffers only its own."""
    open_to_all = [kind for kind, rules in KINDS.items() if rules.takes_out and not rules.one_unit]
    own = [kind for kind, rules in KINDS.items() if rules.takes_out and rules.one_unit]
    may = Q(kind__in=open_to_all) | Q(kind__in=own, store__unit_id=viewer.unit_id)
    return list(Location.objects.filter(may, centre_id=viewer.centre_id).order_by("name").values_list("code", "name"))


def free_goods(viewer: Viewer, codes: Iterable[str]) -> list[tuple[Location, Article, int]]:
    """What lies free in these stores of the centre."""
    found = []
    for location in _locations(viewer).filter(code__in=list(codes)):
        there = free_at(location)
        articles = Article.objects.in_bulk(there)
        found += [(location, articles[pk], n) for pk, n in there.items()]
    return sorted(found, key=lambda one: (one[0].name, one[1].name))


def strays(viewer: Viewer) -> QuerySet[Device]:
    """Other centres' devices that stand at the viewer's centre; `due_on` is the last day of what is borrowed, None of what is astray."""
    rows: QuerySet[Device] = Device.objects.visible_to(viewer)
    lent = rows.annotate(due_on=Subquery(_borrowed(viewer).filter(device=OuterRef("pk")).values("due_on")[:1]))
    found = lent.filter(location__centre_id=viewer.centre_id).exclude(centre_id=viewer.centre_id)
    return found.select_related("article", "centre", "location").order_by("centre__name", "number")


def astray_count(viewer: Viewer) -> int:
    """How many of them are not borrowed: they wait to be sent home."""
    return strays(viewer).exclude(pk__in=_borrowed(viewer).values("device_id")).count()


def _borrowed(viewer: Viewer) -> QuerySet[CentreLoan]:
    rows: QuerySet[CentreLoan] = CentreLoan.objects.visible_to(viewer)
    return rows.filter(ended_on=None, request__asker_id=viewer.centre_id)


def _locations(viewer: Viewer) -> QuerySet[Location]:
    central_first = Case(When(kind="central_store", then=0), default=1)
    return Location.objects.filter(centre_id=viewer.centre_id).order_by(central_first, "name")


def _row(viewer: Viewer, location: Location) -> StoreRow:
    levels = list(Level.objects.filter(store_id=location.pk))
    short = sum(1 for one in kept(levels, location).values() if one.there < one.minimum)
    store = Store.objects.filter(location=location).select_related("unit").first()
    counted = Stocktake.objects.visible_to(viewer).filter(location=location, state="approved").order_by("-ended_at").first()
    return StoreRow(location, store.unit if store else None, len(levels), short, counted.ended_at if counted else None)


def _kept_rows(location: Location) -> tuple[KeptRow, ...]:
    levels = {level.article_id: level for level in Level.objects.filter(store_id=location.pk).select_related("article")}
    keeps, there = kept(levels.values(), location), free_at(location)
    articles = Article.objects.in_bulk({*levels, *there})
    rows = [
        KeptRow(article, keeps.get(pk) or Kept(0, 0, there[pk]), levels[pk].bin if pk in levels else "") for pk, article in articles.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_short, row.article.name, row.article.number)))


def _transfers(viewer: Viewer) -> QuerySet[Transfer]:
    carried = Prefetch("carried", queryset=Carried.objects.select_related("device").order_by("pk"))
    lines = TransferLine.objects.select_related("article").prefetch_related(carried).order_by("article__number")
    rows: QuerySet[Transfer] = Transfer.objects.visible_to(viewer)
    places = rows.select_related("from_location__centre", "to_location__centre")
    return places.prefetch_related(Prefetch("lines", queryset=lines)).order_by("pk")
