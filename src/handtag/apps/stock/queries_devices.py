"""Individually marked devices as pages and interfaces read them: the list, one device, its way through the stores. No persons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.stock.models import Device, Location, Move
from handtag.domain.access import Scope, Viewer
from handtag.domain.stock import plain_number
from handtag.domain.values.errors import NotFound

SORTS = {
    "number": "number", "article": "article__name", "state": "state", "location": "location__name",
    "bin": "bin", "moved": "last_moved_on", "times": "times_reconditioned",
}  # fmt: skip


@dataclass(frozen=True)
class DeviceFilter:
    """What the list is narrowed to; an empty value narrows nothing. `word` is the beginning of a number or part of a name."""

    word: str = ""
    state: str = ""
    location: str = ""
    iso: str = ""
    article: str = ""


def devices_for_list(viewer: Viewer, chosen: DeviceFilter | None = None, sort: str = "number") -> QuerySet[Device]:
    """The devices the viewer may see in a stable order, with article and location."""
    wanted = chosen or DeviceFilter()
    rows: QuerySet[Device] = Device.objects.visible_to(viewer).filter(_narrowed(wanted))
    column = F(SORTS.get(sort.removeprefix("-"), "number"))
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return rows.select_related("article", "location").order_by(first, "pk")


def device_for_page(viewer: Viewer, number: str, on: date) -> Device:
    """One device with article and location, and its price that day: `price_ore` and `price_kind`. Raises NotFound."""
    price = PriceVersion.objects.filter(article=OuterRef("article"), valid_from__lte=on).order_by("-valid_from")
    found: Device | None = (
        Device.objects.visible_to(viewer)
        .filter(number=number)
        .annotate(price_ore=Subquery(price.values("amount_ore")[:1]), price_kind=Subquery(price.values("kind")[:1]))
        .select_related("article__supplier", "location", "parent", "lot", "centre")
        .first()
    )
    if found is None:
        raise NotFound("stock.no_such_device", field="device_number", number=number)
    return found


def scanned(viewer: Viewer, text: str) -> Device | None:
    """The device whose number was typed or scanned, however it was written."""
    found: Device | None = Device.objects.visible_to(viewer).filter(number=plain_number(text)).select_related("article", "location").first()
    return found


def can_see(viewer: Viewer, number: str) -> bool:
    return bool(Device.objects.visible_to(viewer).filter(number=number).exists())


def moves_of(viewer: Viewer, device: Device) -> QuerySet[Move]:
    """A device's moves, the latest first: to a centre all of them, to others the stores' own and those made for them."""
    rows = Move.objects.filter(device=device)
    match viewer.scope:
        case Scope.UNIT:
            rows = rows.filter(Q(unit=None, payer=None) | Q(unit_id=viewer.unit_id))
        case Scope.CARE_PROVIDER:
            rows = rows.filter(Q(unit=None, payer=None) | Q(unit__principal_id=viewer.principal_id))
        case Scope.PRINCIPAL:
            rows = rows.filter(Q(unit=None, payer=None) | Q(payer_id=viewer.principal_id))
    return rows.select_related("to_location", "unit", "payer").order_by("-pk")


def state_counts(viewer: Viewer) -> dict[str, int]:
    """How many devices there are in each state."""
    rows = Device.objects.visible_to(viewer).order_by().values_list("state").annotate(devices=Count("pk"))
    return dict(rows)


def locations(viewer: Viewer) -> list[tuple[str, str]]:
    """The centre's stores as (code, name), the central store first."""
    central_first = Case(When(kind="central_store", then=0), default=1)
    found = Location.objects.filter(centre_id=viewer.centre_id).order_by(central_first, "name")
    return [(location.code, location.name) for location in found]


def _narrowed(wanted: DeviceFilter) -> Q:
    rule = Q()
    if wanted.word:
        named = Article.objects.filter(Q(name__icontains=wanted.word) | Q(number__iexact=wanted.word))
        rule &= Q(number__istartswith=wanted.word) | Q(serial_number=plain_number(wanted.word)) | Q(article__in=named)
    if wanted.state:
        rule &= Q(state=wanted.state)
    if wanted.location:
        rule &= Q(location__code=wanted.location)
    if wanted.iso:
        rule &= Q(article__iso_code__startswith=wanted.iso)
    if wanted.article:
        rule &= Q(article__number=wanted.article)
    return rule
