"""Packages for tests: a small one written out by hand, what a whole county holds as a package, and a county with nothing in it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from tests.support.numbers import personnummer
from tests.support.world import GIVEN, LONG_AGO, NOW, World, make_organisation

from handtag.apps.access.models import User
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import Assignment, CostCentre, DeliveryPoint, Unit
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Location, PiecesHeld
from handtag.domain.ordering import OPEN_STATES
from handtag.files.device_lists import write_csv
from handtag.usecases.takeover.check_takeover import CheckTakeover
from handtag.usecases.takeover.compare_takeover import ComparedTakeover, CompareTakeover, compare_takeover
from handtag.usecases.takeover.take_over import TakenOver, TakeOver, take_over
from handtag.usecases.taking_over import PackageFile

DAY = date(2026, 11, 23)
REGION, LULEA = "232100-0131", "212000-2742"
ASTA, CIA = personnummer("19400315"), personnummer("20170101", "239")
Rows = list[Sequence[object]]

SMALL: dict[str, Rows] = {
    "package": [("System", "Övertagandedag", "Uttagsdag"), ("Gamla systemet", DAY, DAY)],
    "units": [
        ("HSA-id", "Namn", "Typ", "Huvudman", "Kostnadsställe", "Leveranspunkt", "Leveransdagar"),
        ("SE2321000131-X1", "Vårdcentralen", "health_centre", REGION, "R1", "Entrén", "24"),
        ("se2321000131-x2", "Hemvården", "municipal_care", LULEA, "K1", "", ""),
    ],
    "places": [("Förråd", "Namn", "Typ"), ("GC", "Gamla centrallagret", "central_store")],
    "articles": [
        ("Artikelnummer", "Benämning", "ISO-kod", "Typ", "Leverantör", "Hyra per månad", "Försäljningspris", "Inköpspris"),
        ("G1", "Rollator", "12 06 06", "device", "Gamla leverantören", "91,00", "", "2 800,00"),
        ("G2", "Bricka", "120609", "component", "Gamla leverantören", "", "450", "400"),
    ],
    "persons": [
        ("Personnummer", "Förnamn", "Efternamn", "Kommunkod", "Skyddad identitet"),
        (ASTA, "Asta", "Ask", "2580", "nej"),
        (CIA, "Cia", "Cedergren", "2581", "ja"),
    ],
    "devices": [
        ("Individnummer", "Artikelnummer", "Anskaffningsdag", "Anskaffningsvärde", "Restvärde", "Förråd", "Hyllplats", "Skick"),
        ("g-1", "G1", "2022-01-15", "2800", "1 200,50", "", "", ""),
        ("g-2", "G1", "20230301", "2800,00", "1900", "GC", "A-1", ""),
        ("g-3", "G1", "2021-05-05", "2500", "", "GC", "R-1", "used"),
        ("g-4", "G1", "2024-05-05", "2900", "2500", "", "", ""),
    ],
    "holdings": [
        ("Individnummer", "Personnummer", "Enhet", "Betalare", "Utlånad sedan", "Förskrivare"),
        ("G-1", ASTA, "SE2321000131-X1", LULEA, "2022-02-01", "A. Arbetsterapeut"),
        ("G-4", "", "SE2321000131-X2", LULEA, "2024-06-01", ""),
    ],
    "stock": [
        ("Artikelnummer", "Förråd", "Antal", "Batch", "Bäst före"),
        ("G2", "GC", "12", "", ""),
        ("G2", "GC", "5", "L1", "2027-01-01"),
    ],
    "orders": [
        ("Order", "Artikelnummer", "Antal", "Personnummer", "Enhet", "Betalare", "Lovad dag"),
        ("O-77", "G1", "2", CIA, "SE2321000131-X1", REGION, "2026-12-01"),
        ("O-77", "G2", "3", CIA, "SE2321000131-X1", REGION, "2026-12-02"),
        ("O-78", "G2", "1", "", "SE2321000131-X2", LULEA, "2026-11-30"),
    ],
    "totals": [
        ("Mått", "Grupp", "Antal", "Summa"),
        ("devices", "", "4", "11 000"), ("residual", "", "3", "5600,50"), ("lent", LULEA, "2", ""), ("rent", LULEA, "2", "182,00"),
        ("stock", "G2", "", "17"), ("orders", "", "3", "6"),
    ],
}  # fmt: skip

VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "check_takeover": lambda _w: (CheckTakeover(package(SMALL)), "tova"),
    "take_over": lambda _w: (TakeOver(package(SMALL)), "tova"),
    "compare_takeover": lambda _w: (CompareTakeover(package(SMALL)), "tova"),
}


def package(tables: dict[str, Rows]) -> tuple[PackageFile, ...]:
    return tuple(PackageFile(kind, as_csv(rows)) for kind, rows in tables.items())


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    return write_csv([["" if cell is None else str(cell) for cell in row] for row in rows])


def changed(kind: str, row: int, column: str, value: object, tables: dict[str, Rows] | None = None) -> dict[str, Rows]:
    """The package with one cell another; rows count from 1 below the headings."""
    made = {name: [list(one) for one in rows] for name, rows in (tables or SMALL).items()}
    made[kind][row][made[kind][0].index(column)] = value
    return made


def with_rows(kind: str, *rows: Sequence[object]) -> dict[str, Rows]:
    return {**SMALL, kind: [*SMALL[kind], *rows]}


def take(county: World, tables: dict[str, Rows] = SMALL, *, leave: bool = False) -> TakenOver:
    return county.run(take_over, TakeOver(package(tables), leave), "tova")


def compare(county: World, tables: dict[str, Rows] = SMALL) -> ComparedTakeover:
    return county.run(compare_takeover, CompareTakeover(package(tables)), "tova")


def empty_county() -> World:
    """Its principals, its centre, its agreement, and an administrator there; no goods, nobody else."""
    world = make_organisation()
    cost = CostCentre.objects.create(principal=world.region, code="R900", name="R900")
    world.units["office"] = Unit.objects.create(
        principal=world.region, centre=world.centre, cost_centre=cost, kind="administration", name="Office", hsa_id="SE2321000131-U005"
    )
    DeliveryPoint.objects.create(unit=world.units["office"], name="Office entré", address="Provgatan 5", weekdays="1")
    user = User.objects.create(username="tova", name="Tova", invited_at=NOW)
    world.assignments["tova"] = Assignment.objects.create(
        user=user, unit=world.units["office"], role="takeover_lead", valid_from=LONG_AGO, **GIVEN
    )
    return world


def exported(world: World) -> dict[str, Rows]:
    """Everything the county holds, as its files would be if it were another system's."""
    prices = {one.article_id: one for one in PriceVersion.objects.order_by("valid_from")}
    rents = {one.device_id: one for one in Rental.objects.filter(end_on=None).select_related("unit", "payer", "cost_centre")}
    devices = Device.objects.filter(centre=world.centre).exclude(state__in=("decommissioned", "sold", "lost")).select_related("article")
    return {
        "package": SMALL["package"],
        "units": [SMALL["units"][0], *(_unit(one) for one in Unit.objects.select_related("principal", "cost_centre").order_by("pk"))],
        "places": [SMALL["places"][0], *((one.code, one.name, one.kind) for one in Location.objects.filter(centre=world.centre))],
        "articles": [SMALL["articles"][0], *(_article(one, prices.get(one.pk)) for one in Article.objects.select_related("supplier"))],
        "persons": [
            ("Personnummer", "Förnamn", "Efternamn", "Kommunkod", "Boende", "Hemsjukvård", "Skyddad identitet", "Adress", "Telefon"),
            *(_person(one) for one in Person.objects.order_by("pk")),
        ],
        "devices": [(*SMALL["devices"][0], "Serienummer"), *(_device(one) for one in devices.order_by("pk"))],
        "holdings": [SMALL["holdings"][0], *(_holding(one, rents[one.pk]) for one in devices.filter(pk__in=rents).order_by("pk"))],
        "stock": [
            SMALL["stock"][0],
            *(
                (one.article.number, one.location.code, one.quantity, *((one.lot.code, one.lot.expires_on) if one.lot else ("", "")))
                for one in PiecesHeld.objects.filter(place="store", quantity__gt=0).select_related("article", "location", "lot")
                if one.location
            ),
        ],
        "orders": [SMALL["orders"][0], *_open_lines()],
    }  # fmt: skip


def _unit(unit: Unit) -> Sequence[object]:
    point = unit.delivery_points.order_by("pk")[0]
    return (unit.hsa_id, unit.name, unit.kind, unit.principal.organisation_number, unit.cost_centre.code, point.name, point.weekdays)


def _article(article: Article, price: Any) -> Sequence[object]:
    rent = _kronor(price.amount_ore) if price.kind == "rent_per_month" else ""
    sale = _kronor(price.amount_ore) if price.kind == "sale" else ""
    return (article.number, article.name, article.iso_code, article.kind, article.supplier.name, rent, sale, _kronor(price.purchase_ore))


def _person(person: Person) -> Sequence[object]:
    enrolled = {True: "ja", False: "nej", None: ""}[person.home_health_care_enrolled]
    hidden = "ja" if person.protected_identity else ""
    return (number_of(person.pk), person.given_name, person.family_name, person.municipality.municipality_code, person.housing, enrolled,
            hidden, person.address, person.phone)  # fmt: skip


def _device(device: Device) -> Sequence[object]:
    lent = device.state in ("with_person", "with_unit")
    state = "used" if device.state in ("returned", "washed", "inspected") else ""
    place = device.location.code if device.location else ""
    assert lent or place, f"{device.number} is {device.state}"
    return (device.number, device.article.number, device.purchased_on, _kronor(device.purchase_ore), "", place, device.bin, state,
            device.serial_number)  # fmt: skip


def _holding(device: Device, rental: Rental) -> Sequence[object]:
    person = number_of(device.person_id) if device.person_id else ""
    return (device.number, person, rental.unit.hsa_id, rental.payer.organisation_number, rental.start_on, "")


def _open_lines() -> Rows:
    found: dict[tuple[str, str], list[Any]] = {}
    for line in OrderLine.objects.filter(state__in=OPEN_STATES).exclude(order__kind="collection_order").select_related("order", "article"):
        order = line.order
        person = number_of(order.person_id) if order.person_id else ""
        of = [order.number, line.article.number, 0, person, order.unit.hsa_id, order.payer.organisation_number, line.promised_on]
        found.setdefault((order.number, line.article.number), of)[2] += line.quantity
    return list(found.values())


def number_of(person: int) -> str:
    return str(PersonIdentity.objects.get(person_id=person).value)


def _kronor(ore: int) -> str:
    return f"{ore // 100},{ore % 100:02d}"
