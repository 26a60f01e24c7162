"""What a prescriber can choose between, with price, what stands in for it in stock, and the day it would come. Nothing is reserved here.

Pieces in stock are counted through the article: how many there are says nothing about any person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from handtag.apps.catalogue import queries as catalogue
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.queries_promise import Asked, promises
from handtag.apps.orders.queries_supply import Expects
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.prescriptions.models import Prescription
from handtag.domain.access import Viewer
from handtag.domain.agreement.schema import Agreement
from handtag.domain.ordering import Candidate, Wanted, choose_device, may_stand_in


@dataclass(frozen=True)
class Offer:
    """An article with what is known about getting it. Prices in öre without VAT; `saved_ore` is the purchase a used one avoids; `instead`
    what can be chosen in its place, by name.
    """

    article: Article
    price_kind: str
    price_ore: int | None
    used: int
    new: int
    stand_in: Article | None
    stand_in_price_ore: int | None
    saved_ore: int
    waits_for: str
    promised_on: date | None
    instead: tuple[Article, ...] = ()

    @property
    def in_stock(self) -> bool:
        return bool(self.used or self.new)

    @property
    def is_equivalent(self) -> bool:
        """What would come is another article of the same replacement group."""
        return self.stand_in is not None and self.stand_in.pk != self.article.pk


def articles_often_chosen(viewer: Viewer, limit: int = 6) -> list[Article]:
    """What the unit prescribes most, to begin with before anything is typed."""
    chosen: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    often = chosen.filter(article__isnull=False).values("article_id").annotate(times=Count("pk")).order_by("-times", "article_id")
    keys = [row["article_id"] for row in often[:limit]]
    rows = {article.pk: article for article in Article.objects.filter(pk__in=keys).exclude(assortment="phased_out")}
    return [rows[key] for key in keys if key in rows]


def chain_kind(article: Article) -> str:
    """Whether the article's replacement chain is `binding` or `offered`; empty when nothing may stand in for it."""
    others = catalogue.equivalents_of([article])[article.pk]
    return ("binding" if any(other.is_binding for other in others) else "offered") if others else ""


def fitting_accessories(article: Article) -> list[Article]:
    """The parts and accessories that fit the article and can still be ordered."""
    return list(catalogue.parts_of(article).exclude(assortment="phased_out").order_by("name", "number"))


def points_of(viewer: Viewer) -> list[DeliveryPoint]:
    """Where the viewer's unit has goods brought."""
    return list(DeliveryPoint.objects.filter(unit_id=viewer.unit_id).order_by("pk"))


def points_of_unit(unit_id: int) -> list[DeliveryPoint]:
    return list(DeliveryPoint.objects.filter(unit_id=unit_id).order_by("pk"))


def offers(
    viewer: Viewer, articles: Sequence[Article], now: datetime, document: Agreement, weekdays: str = "", *, expects: Expects
) -> list[Offer]:
    """One offer per article, in the same order, in a fixed number of questions to the database. `now` is Swedish local time.

    `document` is the agreement in force; `weekdays` are those of the delivery point, without them of the unit's first one;
    `expects` answers what suppliers owe.
    """
    instead = {pk: [other.article for other in others] for pk, others in catalogue.equivalents_of(articles).items()}
    members = _members(articles, instead)
    prices = _prices([article.pk for article in (*articles, *members)], now.date())
    pieces = _pieces(articles)
    days = weekdays or next((point.weekdays for point in points_of(viewer)), "")
    chains = {pk: frozenset({pk, *(other.pk for other in others)}) for pk, others in instead.items()}
    comes = promises([Asked(article) for article in articles], now, document, days, expects=expects, chains=chains)
    found = []
    for article, promise in zip(articles, comes, strict=True):
        used, new, stand_in, is_used = _standing(article, members)
        count = new + pieces.get(article.pk, 0)
        own, other = prices.get(article.pk), prices.get(stand_in.pk) if stand_in else None
        found.append(
            Offer(
                article=article,
                price_kind=own.kind if own else "",
                price_ore=own.amount_ore if own else None,
                used=used,
                new=count,
                stand_in=stand_in,
                stand_in_price_ore=other.amount_ore if other else None,
                saved_ore=own.purchase_ore if own and is_used else 0,
                waits_for=promise.waits_for,
                promised_on=promise.comes_on,
                instead=tuple(sorted((one for one in instead[article.pk] if one.assortment != "phased_out"), key=lambda one: one.name)),
            )
        )
    return found


def _standing(article: Article, members: Sequence[Article]) -> tuple[int, int, Article | None, bool]:
    """How many used and new devices may stand in for the article, the article that would come, and whether it is a used one."""
    groups = next(member.equivalence_groups for member in members if member.pk == article.pk)
    wanted = Wanted(article.number, article.iso_code, groups)
    possible = [(member, candidate) for member in members for candidate in _candidates(member) if may_stand_in(wanted, candidate)]
    best = choose_device(wanted, [candidate for _member, candidate in possible])
    rows = {member.pk: member for member, _candidate in possible}
    used, new = (sum(int(getattr(row, name)) for row in rows.values()) for name in ("used", "new"))
    stand_in = next((member for member, candidate in possible if candidate is best), None)
    return used, new, stand_in, bool(best and best.times_reconditioned)


def _members(articles: Iterable[Article], instead: Mapping[int, Iterable[Article]]) -> list[Article]:
    """The articles and all of their replacement groups, each with how many used and new ones are in stock, and since when."""
    here = Q(devices__state="in_stock", devices__location__centre_id=F("centre_id"))  # not what another centre has borrowed
    used = here & Q(devices__times_reconditioned__gt=0)
    new = here & Q(devices__times_reconditioned=0)
    others = {other.pk for chain in instead.values() for other in chain}
    return list(
        Article.objects.filter(pk__in={*(article.pk for article in articles), *others})
        .prefetch_related("equivalences")
        .annotate(
            used=Count("devices", filter=used),
            new=Count("devices", filter=new),
            used_since=Min("devices__available_since", filter=used),
            new_since=Min("devices__available_since", filter=new),
        )
    )


def _candidates(member: Article) -> list[Candidate]:
    """The used and the new device of an article that have waited longest, as the domain compares them."""
    since = [(getattr(member, "used_since"), 1), (getattr(member, "new_since"), 0)]  # noqa: B009  annotations
    return [Candidate(member.number, member.number, member.iso_code, member.equivalence_groups, times, day) for day, times in since if day]


def _prices(keys: Iterable[int], on: date) -> dict[int, PriceVersion]:
    """The price in force of each article."""
    latest = PriceVersion.objects.filter(article=OuterRef("article"), valid_from__lte=on).order_by("-valid_from").values("pk")[:1]
    return {row.article_id: row for row in PriceVersion.objects.filter(article__in=list(keys), pk=Subquery(latest))}


def _pieces(articles: Iterable[Article]) -> dict[int, int]:
    """Counted goods in stock, all locations together."""
    rows = Article.objects.filter(pk__in=[article.pk for article in articles]).annotate(pieces=Sum("balances__quantity"))
    return {key: int(pieces or Decimal(0)) for key, pieces in rows.values_list("pk", "pieces")}
