"""Rows of the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from handtag.apps.catalogue.models import Article, Fit, PriceVersion, Supplier
from handtag.apps.organisations.models import DeviceCentre


def articles_by_number(centre_id: int, numbers: Iterable[str]) -> dict[str, Article]:
    return {a.number: a for a in Article.objects.filter(centre_id=centre_id, number__in=list(numbers))}


def groups_by_name(centre_id: int, groups: Iterable[str]) -> dict[str, str]:
    """Replacement group → the six ISO digits its members have."""
    found = Article.objects.filter(centre_id=centre_id, equivalence_group__in=list(groups))
    return {group: iso[:6] for group, iso in found.values_list("equivalence_group", "iso_code")}


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
