"""Rows of the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import F

from handtag.apps.catalogue.models import Article, CatalogueVersion, Equivalence, EquivalenceGroup, Fit, PriceVersion, Supplier
from handtag.apps.organisations.models import DeviceCentre
from handtag.domain.catalogue import DIVISION


def articles_by_number(centre_id: int, numbers: Iterable[str]) -> dict[str, Article]:
    return {a.number: a for a in Article.objects.filter(centre_id=centre_id, number__in=list(numbers))}


def changed(centre_id: int) -> None:
    """The centre's catalogue shows something new. Called last in a use case: it holds the version's row until the end."""
    CatalogueVersion.objects.get_or_create(centre_id=centre_id)
    CatalogueVersion.objects.filter(centre_id=centre_id).update(number=F("number") + 1)


def groups_by_name(centre_id: int, groups: Iterable[str]) -> dict[str, str]:
    """Replacement group → the six ISO digits its members have."""
    return dict(EquivalenceGroup.objects.filter(centre_id=centre_id, name__in=list(groups)).values_list("name", "division"))


def join_groups(centre: DeviceCentre, named: Iterable[tuple[Article, str]]) -> None:
    """Articles join the replacement groups of these names; a group that does not exist is made."""
    pairs = list(named)
    for name, division in {name: article.iso_code[:DIVISION] for article, name in pairs}.items():
        EquivalenceGroup.objects.get_or_create(centre=centre, name=name, defaults={"division": division})
    groups = {group.name: group for group in EquivalenceGroup.objects.filter(centre=centre, name__in={name for _one, name in pairs})}
    Equivalence.objects.bulk_create([Equivalence(group=groups[name], article=article) for article, name in pairs])


def suppliers_by_name(names: Iterable[str]) -> dict[str, Supplier]:
    wanted = set(names)
    Supplier.objects.bulk_create([Supplier(name=name) for name in sorted(wanted)], ignore_conflicts=True)
    return {supplier.name: supplier for supplier in Supplier.objects.filter(name__in=wanted)}


def add_articles(centre: DeviceCentre, rows: Iterable[Mapping[str, object]]) -> list[Article]:
    return Article.objects.bulk_create([Article(centre=centre, **row) for row in rows])


def add_fits(pairs: Iterable[tuple[Article, Article]]) -> None:
    Fit.objects.bulk_create([Fit(part=part, main=main) for part, main in pairs], ignore_conflicts=True)


def lock_article(centre_id: int, number: str) -> Article | None:
    return Article.objects.select_for_update().filter(centre_id=centre_id, number=number).first()


def price_starting(article: Article, day: date) -> PriceVersion | None:
    return PriceVersion.objects.filter(article=article, valid_from=day).first()


def add_price(article: Article, *, kind: str, amount_ore: int, purchase_ore: int, valid_from: date, at: datetime) -> PriceVersion:
    return PriceVersion.objects.create(
        article=article, kind=kind, amount_ore=amount_ore, purchase_ore=purchase_ore, valid_from=valid_from, recorded_at=at
    )  # fmt: skip
