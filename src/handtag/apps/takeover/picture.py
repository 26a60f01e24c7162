"""What a centre holds now, said as a package says it. Asked by use cases that may see all of it; persons by row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import DeviceCentre, Unit
from handtag.apps.people.identity import Merge
from handtag.apps.people.models import Person
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Location, Move, PiecesHeld, ReturnRule
from handtag.apps.takeover.models import TakenOrder
from handtag.domain.ordering import GOODS, OPEN_STATES
from handtag.domain.stock import FINAL, TAKEN_OVER, residual_ore
from handtag.domain.takeover.comparing import Said

Things = dict[str, dict[str, Said]]
LENT = ("with_person", "with_unit")


@dataclass(frozen=True)
class Price:
    """What an article costs on a day, in öre: per month when it is rented, per piece when it is sold."""

    rent_ore: int | None = None
    sale_ore: int | None = None


def picture(centre: DeviceCentre, on: date, persons: Iterable[int]) -> dict[str, Things]:
    """What is here now, with the prices of the day; of persons only those that are asked for, by row."""
    prices = _prices(centre, on)
    return {
        "units": {u.hsa_id.upper(): {"name": u.name, "principal": u.principal.organisation_number}
                  for u in Unit.objects.filter(principal__county_id=centre.county_id).select_related("principal")},
        "places": {one.code: {"kind": one.kind} for one in Location.objects.filter(centre=centre)},
        "articles": _articles(centre, prices),
        "persons": _persons(persons),
        "devices": _devices(centre, on, prices),
        "stock": _stock(centre),
        "orders": _orders(centre),
    }  # fmt: skip


def one_record() -> dict[int, int]:
    """Record of a person → the record that it leads to; others lead to themselves."""
    return dict(Merge.open().values_list("merged_id", "kept_id"))


def _prices(centre: DeviceCentre, on: date) -> dict[int, Price]:
    rows = PriceVersion.objects.filter(article__centre=centre, valid_from__lte=on).order_by("valid_from")
    return {
        article: Price(rent_ore=ore) if kind == "rent_per_month" else Price(sale_ore=ore)
        for article, kind, ore in rows.values_list("article_id", "kind", "amount_ore")
    }


def _articles(centre: DeviceCentre, prices: dict[int, Price]) -> Things:
    found: Things = {}
    for pk, number, kind, iso in Article.objects.filter(centre=centre).values_list("pk", "number", "kind", "iso_code"):
        price = prices.get(pk, Price())
        found[number] = {"kind": kind, "iso_code": iso, "rent_ore": price.rent_ore, "sale_ore": price.sale_ore}
    return found


def _persons(rows: Iterable[int]) -> Things:
    columns = ("pk", "municipality__municipality_code", "housing", "protected_identity")
    found = Person.objects.in_bulk(list(rows)).keys()
    told = Person.objects.filter(pk__in=found).values_list(*columns)
    return {str(pk): {"municipality": code, "housing": housing, "protected_identity": int(hidden)} for pk, code, housing, hidden in told}


def _devices(centre: DeviceCentre, on: date, prices: dict[int, Price]) -> Things:
    leads_to, rents = one_record(), _rents(centre)
    residuals = _residuals(centre, on)
    found: Things = {}
    for one in Device.objects.filter(centre=centre).exclude(state__in=FINAL).select_related("article", "location", "unit"):
        unit, payer, rented = rents.get(one.pk, (one.unit.hsa_id.upper() if one.unit else "", "", 0))
        lent = one.state in LENT
        found[one.number] = {
            "article": one.article.number,
            "serial_number": one.serial_number,
            "purchased_on": one.purchased_on.isoformat(),
            "purchase_ore": one.purchase_ore,
            "residual_ore": residuals(one),
            "place": "" if lent else one.location.code if one.location else one.state,
            "bin": one.bin,
            "person": str(leads_to.get(one.person_id, one.person_id)) if one.person_id else "",
            "unit": unit if lent else "",
            "payer": payer if lent else "",
            "rent_ore": (prices.get(rented, Price()).rent_ore or 0) if lent else 0,
        }
    return found


def _rents(centre: DeviceCentre) -> dict[int, tuple[str, str, int]]:
    """Device → unit, payer and article of the rent that runs."""
    rows = Rental.objects.filter(centre=centre, end_on=None)
    columns = ("device_id", "unit__hsa_id", "payer__organisation_number", "article_id")
    return {device: (unit.upper(), payer, article) for device, unit, payer, article in rows.values_list(*columns)}


def _residuals(centre: DeviceCentre, on: date) -> Any:
    """What is left of a device's price: as it was taken over on that day, afterwards by the county's rule where it has one."""
    rules = list(ReturnRule.objects.filter(centre=centre, valid_from__lte=on).order_by("valid_from"))
    moves = Move.objects.filter(device__centre=centre, kind__in=TAKEN_OVER.values()).values_list("device_id", "moved_on", "value_ore")
    taken = {device: (day, ore) for device, day, ore in moves}

    def of(device: Device) -> int | None:
        day, ore = taken.get(device.pk, (None, None))
        fitting = [rule for rule in rules if device.article.iso_code.startswith(rule.iso_prefix)]
        rule = max(fitting, key=lambda one: (len(one.iso_prefix), one.valid_from), default=None)
        if rule is None or day == on:
            return ore
        return residual_ore(device.purchase_ore, device.purchased_on, on, rule.life_months)

    return of


def _stock(centre: DeviceCentre) -> Things:
    rows = PiecesHeld.objects.filter(place="store", location__centre=centre, quantity__gt=0)
    found: Things = {}
    for article, place, lot, pieces in rows.values_list("article__number", "location__code", "lot__code", "quantity"):
        found["/".join((article, place, lot or ""))] = {"article": article, "quantity": pieces}
    return found


def _orders(centre: DeviceCentre) -> Things:
    leads_to, old = one_record(), dict(TakenOrder.objects.filter(centre=centre).values_list("order_id", "old_number"))
    rows = OrderLine.objects.filter(order__centre=centre, order__kind__in=GOODS, state__in=OPEN_STATES)
    columns = ("order_id", "order__number", "article__number", "quantity", "order__person_id", "order__unit__hsa_id",
               "order__payer__organisation_number", "promised_on")  # fmt: skip
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for order, number, article, pieces, person, unit, payer, promised in rows.values_list(*columns):
        thing = found["/".join((old.get(order, number), article))]
        thing["article"] = article
        thing["quantity"] = thing.get("quantity", 0) + pieces
        thing |= {"person": str(leads_to.get(person, person)) if person else "", "unit": unit.upper(), "payer": payer}
        thing["promised_on"] = max(thing.get("promised_on", ""), promised.isoformat())
    return dict(found)
