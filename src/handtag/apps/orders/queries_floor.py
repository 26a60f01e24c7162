"""What a code on the floor can be of: a device, an article, an order, a shelf; and what waits to be picked there. No persons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.orders.queries_work import lines_to_pick
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.stock.models import Device, Location
from handtag.domain.access import Viewer
from handtag.domain.places import area_of, walking_order
from handtag.domain.stock import plain_number

MOST_STOPS = 300
COMING_BACK = ("returned", "washed", "inspected", "quarantined")


@dataclass(frozen=True)
class Shelf:
    """A shelf position in one of the centre's stores."""

    location: Location
    bin: str


def device_by_code(viewer: Viewer, text: str, *, gtin: str = "", serial_number: str = "") -> Device | None:
    """By its number for life, however it was written; else by the maker's: with the article's GTIN, or alone where only one has it."""
    devices = Device.objects.visible_to(viewer).select_related("article", "location")
    found: Device | None = devices.filter(number=plain_number(text)).first() if text else None
    if found is not None:
        return found
    wanted = plain_number(serial_number or text)
    if not wanted:
        return None
    rows = devices.filter(serial_number=wanted)
    if gtin:
        rows = rows.filter(article__gtin=gtin)
    some = list(rows.order_by("pk")[:2])
    return some[0] if len(some) == 1 else None


def article_by_code(viewer: Viewer, text: str, *, gtin: str = "") -> Article | None:
    """By GTIN, else by our number of it."""
    articles = Article.objects.filter(centre_id=viewer.centre_id).select_related("supplier")
    by_gtin = articles.filter(gtin=gtin).first() if gtin else None
    return by_gtin or articles.filter(number__iexact=text.strip()).first()


def order_by_code(viewer: Viewer, text: str) -> Order | None:
    """The order with its lines, devices and delivery point; never for whom it is."""
    lines = OrderLine.objects.select_related("article", "device__article", "device__location").order_by("is_accessory", "pk")
    found: Order | None = (
        Order.objects.visible_to(viewer)
        .filter(centre_id=viewer.centre_id, number=text.strip())
        .select_related("unit", "delivery_point", "centre")
        .prefetch_related(Prefetch("lines", queryset=lines))
        .first()
    )
    return found


def shelf_by_code(viewer: Viewer, code: str, bin: str) -> Shelf | None:
    location = Location.objects.filter(centre_id=viewer.centre_id, code=code).first()
    return Shelf(location, bin) if location is not None else None


def shelf_by_bin(viewer: Viewer, bin: str, *, location: str = "") -> Shelf | None:
    """The shelf whose position was typed alone, where something stands on it: in the store one works in first, else the only one."""
    wanted = bin.strip().upper()
    if not wanted:
        return None
    here = Exists(Device.objects.visible_to(viewer).filter(location=OuterRef("pk"), bin__iexact=wanted))
    found = list(Location.objects.filter(centre_id=viewer.centre_id).filter(here).order_by("pk")[:5])
    own = [place for place in found if place.code == location]
    if own or len(found) == 1:
        return Shelf((own or found)[0], wanted)
    return None


def devices_on(viewer: Viewer, shelf: Shelf) -> QuerySet[Device]:
    rows: QuerySet[Device] = Device.objects.visible_to(viewer).filter(location=shelf.location, bin__iexact=shelf.bin)
    return rows.select_related("article", "location").order_by("number")


def stops(viewer: Viewer, location: str = "", area: str = "") -> list[OrderLine]:
    """What waits to be picked in the order one walks: store, shelf by shelf, and counted goods last."""
    lines = list(lines_to_pick(viewer, location)[: MOST_STOPS * 4])
    chosen = [line for line in lines if not area or (line.device is not None and area_of(line.device.bin) == area)]
    return sorted(chosen, key=_walk)[:MOST_STOPS]


def areas(viewer: Viewer, location: str = "") -> list[tuple[str, int]]:
    """The areas where something waits to be picked, with how many lines in each."""
    counts: dict[str, int] = {}
    for line in lines_to_pick(viewer, location)[: MOST_STOPS * 4]:
        if line.device is not None:
            counts[area_of(line.device.bin)] = counts.get(area_of(line.device.bin), 0) + 1
    return sorted((area, count) for area, count in counts.items() if area)


@dataclass(frozen=True)
class Round:
    """A walk through one area of a store: how many lines wait there, and how many of them are promised before the day."""

    location: str
    name: str
    area: str
    lines: int
    late: int


def rounds(viewer: Viewer, on: date) -> list[Round]:
    """The walks of the day, store by store and area by area; counted goods lie in no area and are not among them."""
    found: dict[tuple[str, str, str], list[bool]] = {}
    for line in lines_to_pick(viewer)[: MOST_STOPS * 4]:
        if line.device is not None and line.device.location is not None:
            place = line.device.location
            found.setdefault((place.name, place.code, area_of(line.device.bin)), []).append(line.promised_on < on)
    return [Round(code, name, area, len(late), sum(late)) for (name, code, area), late in sorted(found.items())]


def returns_by_store(viewer: Viewer) -> list[tuple[str, str, dict[str, int]]]:
    """What has come back and is on its way to its shelf again: code and name of each store, and how many in each state."""
    rows = Device.objects.visible_to(viewer).filter(state__in=COMING_BACK, location__isnull=False).order_by()
    counts = rows.values_list("location__name", "location__code", "state").annotate(devices=Count("pk"))
    found: dict[tuple[str, str], dict[str, int]] = {}
    for name, code, state, devices in counts:
        found.setdefault((name, code), {})[state] = devices
    return [(code, name, states) for (name, code), states in sorted(found.items())]


def picks_of_article(viewer: Viewer, article: Article) -> list[OrderLine]:
    """Orders that wait for pieces of a counted article."""
    return list(lines_to_pick(viewer).filter(article=article, device=None)[:50])


def order_of_device(viewer: Viewer, device: Device) -> str:
    """The customer order a device was last reserved for; "" when it never was. Also when that is done, so that a deed that was sent
    twice is the same deed.
    """
    orders = Order.objects.visible_to(viewer).filter(pk=OuterRef("order_id"), kind="customer_order")
    rows = OrderLine.objects.filter(Exists(orders), ~Q(state="cancelled"), device=device)
    return rows.order_by("-pk").values_list("order__number", flat=True).first() or ""


def centre_name(viewer: Viewer) -> str:
    """What stands as the sender on what is printed."""
    return DeviceCentre.objects.filter(pk=viewer.centre_id).values_list("name", flat=True).first() or ""


def _walk(line: OrderLine) -> tuple[object, ...]:
    if line.device is None or line.device.location is None:
        return ("\U0010ffff", walking_order(""), line.order.number, line.pk)
    return (line.device.location.name, walking_order(line.device.bin), line.device.number, line.pk)
