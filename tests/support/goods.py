"""The articles and devices of the test county: used and new, equivalents, phased-out, counted and individually marked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from handtag.apps.catalogue.models import Article, Equivalence, EquivalenceGroup, Fit, PriceVersion, Supplier
from handtag.apps.stock.ledger import holdings_from
from handtag.apps.stock.models import Balance, CountedMove, Device, Holding, Location, Move, PiecesHeld
from handtag.domain.stock import STORED

if TYPE_CHECKING:
    from tests.support.world import World

AT = datetime(2026, 1, 2, 8, tzinfo=UTC)
ARTICLES = {
    # name: number, text, ISO code, kind, assortment, equivalence group, lead time, price kind, öre, purchase öre
    "rollator": ("10001", "Rollator Lätt", "120606", "device", "stocked", "ROLL", 10, "rent_per_month", 9_100, 280_000),
    "rollator_plus": ("10002", "Rollator Lätt Plus", "120606", "device", "stocked", "ROLL", 10, "rent_per_month", 9_500, 310_000),
    "rollator_old": ("10003", "Rollator Äldre", "120606", "device", "phased_out", "ROLL", 10, "rent_per_month", 8_000, 220_000),
    "frame": ("10020", "Gåram", "120603", "device", "stocked", "", 10, "rent_per_month", 5_000, 210_000),
    "tray": ("10010", "Bricka till rollator", "120609", "component", "stocked", "", 7, "sale", 45_000, 40_000),
    "stick_holder": ("10011", "Käpphållare", "120609", "component", "stocked", "", 7, "sale", 12_500, 10_000),
    "wheelchair": ("20001", "Drivringsrullstol Aktiv", "122203", "device", "stocked", "RULL", 14, "rent_per_month", 32_500, 1_250_000),
    "wheelchair_b": ("20002", "Drivringsrullstol Bas", "122203", "device", "stocked", "RULL", 14, "rent_per_month", 21_000, 780_000),
    "cushion": ("20010", "Sittdyna", "122203", "component", "stocked", "", 7, "sale", 98_000, 90_000),
    "shower_chair": ("30001", "Duschstol", "091203", "device", "order_item", "", 21, "rent_per_month", 6_500, 240_000),
    "lift_old": ("50001", "Mobil lyft Äldre", "123603", "device", "phased_out", "", 30, "rent_per_month", 60_000, 2_100_000),
    "catheter": ("40001", "Tappningskateter", "092409", "consumable", "stocked", "", 5, "sale", 2_450, 2_000),
    "inhaler": ("40010", "Inhalator", "040306", "device", "stocked", "", 5, "rent_per_month", 7_000, 250_000),
    "gripper": ("60001", "Griptång", "241806", "consumable", "stocked", "", 5, "sale", 19_900, 15_000),
    "unlisted": ("90001", "Vårdsäng", "181210", "device", "stocked", "", 20, "rent_per_month", 40_000, 1_500_000),
}  # fmt: skip
FITS = (("tray", "rollator"), ("tray", "rollator_plus"), ("stick_holder", "rollator"), ("cushion", "wheelchair"))
DEVICES = (  # article, number, times reconditioned, available since
    ("rollator", "D1001", 0, date(2026, 2, 1)),
    ("rollator", "D1002", 1, date(2026, 9, 15)),
    ("rollator", "D1003", 0, date(2026, 10, 1)),
    ("rollator_plus", "D1004", 2, date(2026, 8, 1)),
    ("rollator_plus", "D1005", 0, date(2026, 3, 1)),
    ("rollator_old", "D1006", 3, date(2026, 10, 20)),
    ("frame", "D1007", 4, date(2026, 1, 5)),
    ("wheelchair", "D2001", 0, date(2026, 6, 1)),
    ("wheelchair", "D2002", 0, date(2026, 7, 1)),
    ("wheelchair_b", "D2003", 1, date(2026, 11, 1)),
    ("inhaler", "D4001", 0, date(2026, 5, 1)),
    ("unlisted", "D9001", 0, date(2026, 5, 1)),
    ("lift_old", "D5001", 1, date(2026, 4, 1)),
    ("wheelchair_b", "D2004", 0, date(2026, 4, 1)),
    ("rollator", "D1008", 1, date(2026, 10, 15)),
)
COUNTED = {"tray": 20, "stick_holder": 3, "cushion": 0, "catheter": 500, "gripper": 10}
FIRST_DAY = date(2026, 1, 1)
ROUND = (  # out and home again: what a device has been through once it is reconditioned
    ("reserved", "in_stock", "reserved"), ("picked", "reserved", "picked"), ("sent", "picked", "in_transit"),
    ("delivered", "in_transit", "with_person"), ("returned", "with_person", "returned"),
    ("inspected", "returned", "inspected"), ("reconditioned", "inspected", "in_stock"),
)  # fmt: skip


def add_articles(world: World) -> None:
    supplier = Supplier.objects.create(name="Provleverantören AB")
    for name, (number, text, iso, kind, assortment, group, lead, price_kind, ore, purchase) in ARTICLES.items():
        article = Article.objects.create(
            centre=world.centre, number=number, name=text, iso_code=iso, kind=kind, assortment=assortment,
            supplier=supplier, lead_time_days=lead,
        )  # fmt: skip
        PriceVersion.objects.create(
            article=article, kind=price_kind, amount_ore=ore, purchase_ore=purchase, valid_from=FIRST_DAY, recorded_at=AT
        )
        world.articles[name] = article
        if group:
            clique, _made = EquivalenceGroup.objects.get_or_create(centre=world.centre, name=group, defaults={"division": iso[:6]})
            Equivalence.objects.create(group=clique, article=article)
    for part, main in FITS:
        Fit.objects.create(part=world.articles[part], main=world.articles[main])


def add_devices(world: World) -> None:
    for name, kind in (("C", "central_store"), ("F", "branch_store")):
        world.locations[name] = Location.objects.create(centre=world.centre, code=name, name=f"Lager {name}", kind=kind)
    for article, number, times, since in DEVICES:
        _device(world, article, number, times, since)
    for name, quantity in COUNTED.items():
        article_row, location = world.articles[name], world.locations["C"]
        Balance.objects.create(article=article_row, location=location, quantity=quantity)
        PiecesHeld.objects.create(article=article_row, place="store", location=location, quantity=quantity)
        if quantity:
            CountedMove.objects.create(
                article=article_row, location=location, quantity=quantity, kind="received",
                moved_on=FIRST_DAY, recorded_at=AT, moved_by="user:0",
            )  # fmt: skip


def _device(world: World, article: str, number: str, times: int, since: date) -> None:
    location = world.locations["C"]
    device = Device.objects.create(
        centre=world.centre, number=number, serial_number=f"S-{number}", article=world.articles[article],
        purchased_on=FIRST_DAY, purchase_ore=280_000, state="in_stock", location=location, bin="A-01",
        times_reconditioned=times, available_since=since, last_moved_on=since,
    )  # fmt: skip
    moves = Move.objects.bulk_create(
        Move(
            device=device, kind=kind, from_state=before, to_state=after, to_location=location if after in STORED else None,
            to_bin="A-01" if after in STORED else "", moved_on=since, recorded_at=datetime.combine(since, AT.timetz()), moved_by="user:0",
        )
        for kind, before, after in (("received", "", "in_stock"), *ROUND * times)
    )  # fmt: skip
    Holding.objects.bulk_create(holdings_from(device, moves))
    world.devices[number] = device
