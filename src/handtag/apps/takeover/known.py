"""What a centre has already that a package may name: asked once for a whole package. Persons only by digests of their numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, DeviceCentre, Principal, Unit
from handtag.apps.people.models import PersonIdentity
from handtag.apps.stock.models import Device, Location, Lot
from handtag.apps.takeover.models import TakenRow

MOST_OF_ONE = 500
"""Pieces on a line of an order: more is taken for a slip."""
ASKED_AT_ONCE = 5_000


@dataclass(frozen=True)
class ArticleHere:
    """Of which kind an article is, and whether it has a price on the day of takeover, and a rent."""

    kind: str
    is_rented: bool
    is_priced: bool


@dataclass(frozen=True)
class Known:
    """Units of the county by HSA-id in capitals → their principal (`strangers`: those of other counties); principals by organisation
    number; the rest by what they are called.
    """

    principals: frozenset[str]
    with_cost_centres: frozenset[str]
    municipalities: frozenset[str]
    units: dict[str, str]
    strangers: frozenset[str]
    points: frozenset[tuple[str, str]]
    with_points: frozenset[str]
    places: frozenset[str]
    articles: dict[str, ArticleHere]
    gtins: frozenset[str]
    devices: frozenset[str]
    serials: frozenset[tuple[str, str]]
    lots: dict[tuple[str, str], date | None]
    taken: dict[tuple[str, str], str]


def known_at(centre: DeviceCentre, on: date) -> Known:
    principals = list(Principal.objects.filter(county_id=centre.county_id))
    units = list(Unit.objects.select_related("principal"))
    ours = [unit for unit in units if unit.principal.county_id == centre.county_id]
    points = [(hsa_id.upper(), name) for hsa_id, name in DeliveryPoint.objects.values_list("unit__hsa_id", "name")]
    devices = list(Device.objects.values_list("number", "centre_id", "article__number", "serial_number"))
    articles = Article.objects.filter(centre=centre)
    lots = Lot.objects.filter(article__centre=centre).values_list("article__number", "code", "expires_on")
    return Known(
        principals=frozenset(one.organisation_number for one in principals),
        with_cost_centres=frozenset(CostCentre.objects.values_list("principal__organisation_number", flat=True).distinct()),
        municipalities=frozenset(one.municipality_code for one in principals if one.municipality_code),
        units={unit.hsa_id.upper(): unit.principal.organisation_number for unit in ours},
        strangers=frozenset(unit.hsa_id.upper() for unit in units if unit.principal.county_id != centre.county_id),
        points=frozenset(points),
        with_points=frozenset(hsa_id for hsa_id, _name in points),
        places=frozenset(Location.objects.filter(centre=centre).values_list("code", flat=True)),
        articles=_articles(centre, on),
        gtins=frozenset(articles.exclude(gtin="").values_list("gtin", flat=True)),
        devices=frozenset(number for number, *_rest in devices),
        serials=frozenset((article, serial) for _number, at, article, serial in devices if serial and at == centre.pk),
        lots={(article, code): expires for article, code, expires in lots},
        taken={(file, key): digest for file, key, digest in TakenRow.objects.filter(centre=centre).values_list("file", "key", "digest")},
    )


def persons_by_index(indexes: Iterable[str]) -> dict[str, tuple[int, Any]]:
    """Digest of an identity number → the record of whoever has it: its row and its key."""
    found: dict[str, tuple[int, Any]] = {}
    wanted = sorted(set(indexes))
    for first in range(0, len(wanted), ASKED_AT_ONCE):
        some = wanted[first : first + ASKED_AT_ONCE]
        rows = PersonIdentity.objects.filter(index__in=some, withdrawn_at=None).values_list("index", "person_id", "person__key")
        found |= {index: (pk, key) for index, pk, key in rows}
    return found


@dataclass(frozen=True)
class Named:
    """The rows of ours that a package names, by what it calls them: persons by digest of their number → row; points by unit and name."""

    principals: dict[str, Principal]
    cost_centres: dict[int, CostCentre]
    units: dict[str, Unit]
    points: dict[int, dict[str, DeliveryPoint]]
    places: dict[str, Location]
    articles: dict[str, Article]
    persons: dict[str, int]


def named_at(centre: DeviceCentre, indexes: Iterable[str]) -> Named:
    """`cost_centres`: each principal's first by code."""
    units = Unit.objects.filter(principal__county_id=centre.county_id).select_related("cost_centre")
    points: dict[int, dict[str, DeliveryPoint]] = defaultdict(dict)
    for point in DeliveryPoint.objects.order_by("pk"):
        points[point.unit_id][point.name] = point
    return Named(
        principals={one.organisation_number: one for one in Principal.objects.filter(county_id=centre.county_id)},
        cost_centres={one.principal_id: one for one in CostCentre.objects.order_by("-code")},
        units={unit.hsa_id.upper(): unit for unit in units},
        points=points,
        places={one.code: one for one in Location.objects.filter(centre=centre)},
        articles={one.number: one for one in Article.objects.filter(centre=centre)},
        persons={index: pk for index, (pk, _key) in persons_by_index(indexes).items()},
    )


def _articles(centre: DeviceCentre, on: date) -> dict[str, ArticleHere]:
    prices = PriceVersion.objects.filter(Q(article__centre=centre), valid_from__lte=on).order_by("valid_from")
    in_force = dict(prices.values_list("article_id", "kind"))
    rows = Article.objects.filter(centre=centre).values_list("pk", "number", "kind")
    return {number: ArticleHere(kind, in_force.get(pk) == "rent_per_month", pk in in_force) for pk, number, kind in rows}
