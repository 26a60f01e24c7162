"""The catalogue of the viewer's device centre: search, an article with its prices, equivalents and what fits. Stock is not known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from handtag.apps.catalogue.models import Article, Fit, PriceVersion
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class SearchWord:
    """A word that must occur in an article, or the codes that a word stands for in the agreement."""

    text: str
    iso_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filters:
    """What an article list is narrowed by; empty means everything. `iso` is the beginning of a code."""

    words: tuple[SearchWord, ...] = ()
    assortment: str = ""
    kind: str = ""
    iso: str = ""


@dataclass(frozen=True)
class PriceRow:
    """A price excluding VAT from a day until the next one; per month for rent, per piece for sale."""

    kind: str
    amount_ore: int
    valid_from: date


@dataclass(frozen=True)
class ArticlePage:
    """Everything an article's page says but its stock. `price` is the one in force on the viewer's day, None before the first."""

    article: Article
    price: PriceRow | None
    prices: tuple[PriceRow, ...]
    equivalents: tuple[Article, ...]
    accessories: tuple[Article, ...]
    mains: tuple[Article, ...]


def articles(viewer: Viewer, filters: Filters, order: str = "number") -> QuerySet[Article]:
    """The articles that have every word, each with `price_ore` and `price_kind` as they are on the viewer's day."""
    found = _with_price(viewer).filter(iso_code__startswith=filters.iso)
    for word in filters.words:
        found = found.filter(_has(word))
    for name in ("assortment", "kind"):
        if getattr(filters, name):
            found = found.filter(**{name: getattr(filters, name)})
    return found.order_by(order, "number")


def iso_classes(viewer: Viewer) -> list[str]:
    """The four-digit groups of the centre's articles, for the filter."""
    codes = Article.objects.filter(centre_id=viewer.centre_id).values_list("iso_code", flat=True).distinct()
    return sorted({code[:4] for code in codes})


def article_page(viewer: Viewer, number: str) -> ArticlePage:
    """One article of the viewer's centre. Raises NotFound."""
    article = _with_price(viewer).filter(number=number).select_related("supplier").first()
    if article is None:
        raise NotFound("catalogue.no_article", article=number)
    prices = tuple(
        PriceRow(price.kind, price.amount_ore, price.valid_from)
        for price in PriceVersion.objects.filter(article=article).order_by("-valid_from")
    )
    return ArticlePage(
        article=article,
        price=next((price for price in prices if price.valid_from <= viewer.on), None),
        prices=prices,
        equivalents=_equivalents(viewer, article),
        accessories=_articles(viewer, Fit.objects.filter(main=article).values_list("part_id", flat=True)),
        mains=_articles(viewer, Fit.objects.filter(part=article).values_list("main_id", flat=True)),
    )


def _has(word: SearchWord) -> Q:
    text = word.text.casefold()
    said = Q(search_text__contains=text) | Q(number__icontains=text) | Q(name__icontains=text) | Q(description__icontains=text)
    if text.isdecimal():
        said |= Q(iso_code__startswith=text)
    for code in word.iso_codes:
        said |= Q(iso_code__startswith=code)
    return said


def _with_price(viewer: Viewer) -> QuerySet[Article]:
    now = PriceVersion.objects.filter(article=OuterRef("pk"), valid_from__lte=viewer.on).order_by("-valid_from")
    return Article.objects.filter(centre_id=viewer.centre_id).annotate(
        price_ore=Subquery(now.values("amount_ore")[:1]), price_kind=Subquery(now.values("kind")[:1])
    )


def _equivalents(viewer: Viewer, article: Article) -> tuple[Article, ...]:
    """The others of the replacement group that share its six ISO digits: what may stand in for it, phased-out ones last."""
    if not article.equivalence_group:
        return ()
    group = _with_price(viewer).filter(equivalence_group=article.equivalence_group, iso_code__startswith=article.iso_code[:6])
    return tuple(sorted(group.exclude(pk=article.pk).order_by("number"), key=lambda other: other.assortment == "phased_out"))


def _articles(viewer: Viewer, pks: Iterable[int]) -> tuple[Article, ...]:
    return tuple(_with_price(viewer).filter(pk__in=list(pks)).order_by("number"))
