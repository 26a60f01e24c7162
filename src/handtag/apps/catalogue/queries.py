"""The catalogue of the viewer's device centre: an article with its prices, equivalents and what fits. Stock is not known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from handtag.apps.catalogue.models import Article, AssortmentDecision, CatalogueVersion, Equivalence, Fit, Instruction, PriceVersion
from handtag.domain.access import Viewer
from handtag.domain.catalogue import AssortmentChoice, assortment_on
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class PriceRow:
    """A price excluding VAT from a day until the next one; per month for rent, per piece for sale."""

    kind: str
    amount_ore: int
    valid_from: date


@dataclass(frozen=True)
class Equivalent:
    """An article that may stand in for another; binding: it does, unless a reason opts out."""

    article: Article
    is_binding: bool


@dataclass(frozen=True)
class ArticlePage:
    """Everything an article's page says but its stock. `price` is the one in force on the viewer's day, None before the first."""

    article: Article
    price: PriceRow | None
    prices: tuple[PriceRow, ...]
    equivalents: tuple[Article, ...]
    accessories: tuple[Article, ...]
    mains: tuple[Article, ...]


def articles_by_key(viewer: Viewer, keys: Iterable[int]) -> dict[int, Article]:
    """By row, those of the viewer's centre, each with `price_ore` and `price_kind` as they are on the viewer's day."""
    return {article.pk: article for article in _with_price(viewer).filter(pk__in=list(keys))}


def iso_classes(viewer: Viewer) -> list[str]:
    """The four-digit groups of the centre's articles, for the filter."""
    codes = Article.objects.filter(centre_id=viewer.centre_id).values_list("iso_code", flat=True).distinct()
    return sorted({code[:4] for code in codes})


def article_page(viewer: Viewer, number: str) -> ArticlePage:
    """One article of the viewer's centre. Raises NotFound."""
    article = _with_price(viewer).filter(number=number).select_related("supplier", "series").first()
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
        accessories=_articles(viewer, parts_of(article).values_list("pk", flat=True)),
        mains=_articles(viewer, mains_of(article).values_list("pk", flat=True)),
    )


def equivalents_of(articles: Iterable[Article]) -> dict[int, list[Equivalent]]:
    """By each article's row, what may stand in for it, by number: those it shares a replacement group with. Phased-out ones too.

    One question to the database for all. Groups are cliques: the equivalents of an equivalent are not its own.
    """
    found: dict[int, dict[int, Equivalent]] = {article.pk: {} for article in articles}
    members = Equivalence.objects.filter(group__members__article__in=list(found)).distinct()
    rows = list(members.select_related("group", "article").order_by("article__number")) if found else []
    groups: dict[int, list[Equivalence]] = {}
    for row in rows:
        groups.setdefault(row.group_id, []).append(row)
    for group in groups.values():
        for own in group:
            for other in group:
                if own.article_id in found and other.article_id != own.article_id:
                    known = found[own.article_id].get(other.article_id)
                    is_binding = own.group.is_binding or bool(known and known.is_binding)
                    found[own.article_id][other.article_id] = Equivalent(other.article, is_binding)
    return {pk: list(others.values()) for pk, others in found.items()}


def stand_in_ids(article: Article) -> set[int]:
    """The rows of the article itself and of everything that may stand in for it."""
    return {article.pk, *(other.article.pk for other in equivalents_of([article])[article.pk])}


def parts_of(article: Article) -> QuerySet[Article]:
    """What fits the article or its series: accessories, components, spare parts, consumables; phased-out ones too."""
    fits = Q(main=article)
    if article.series_id:
        fits |= Q(main_series=article.series_id)
    return Article.objects.filter(pk__in=Fit.objects.filter(fits).values("part"))


def mains_of(article: Article) -> QuerySet[Article]:
    """The articles that the article fits, said of themselves or of their series."""
    fits = Fit.objects.filter(part=article)
    return Article.objects.filter(Q(pk__in=fits.values("main")) | Q(series__in=fits.values("main_series")))


def instruction(article: Article, step: str) -> str:
    """What whoever does a step with the article must know: the article's own text, else its series', else nothing.

    `step` is one of domain.catalogue.STEPS: goods_receipt, quality_control, pick, return, order.
    """
    return instructions([article], step).get(article.pk, "")


def instructions(articles: Iterable[Article], step: str) -> dict[int, str]:
    """As `instruction` for many in one question: by the article's row, those without left out."""
    rows = list(articles)
    said = Q(article__in=rows) | Q(series__in={article.series_id for article in rows if article.series_id})
    found = Instruction.objects.filter(said, step=step).values_list("article_id", "series_id", "text")
    own = {article: text for article, _series, text in found if article}
    shared = {series: text for _article, series, text in found if series}
    texts = {row.pk: own.get(row.pk) or shared.get(row.series_id or 0, "") for row in rows}
    return {pk: text for pk, text in texts.items() if text}


def assortments(viewer: Viewer, articles: Iterable[Article]) -> dict[int, str]:
    """By the article's row, its place in the assortment for the viewer's principal on the viewer's day: its own decision, else the
    county's. One question for all.
    """
    rows = list(articles)
    said = AssortmentDecision.objects.filter(article__in=rows, valid_from__lte=viewer.on)
    chosen: dict[int, list[AssortmentChoice]] = {}
    for article_id, principal, assortment, day in said.filter(Q(principal=None) | Q(principal=viewer.principal_id)).values_list(
        "article_id", "principal_id", "assortment", "valid_from"
    ):
        chosen.setdefault(article_id, []).append(AssortmentChoice(principal, assortment, day))
    return {row.pk: assortment_on(chosen.get(row.pk, ()), viewer.on, viewer.principal_id) or row.assortment for row in rows}


def catalogue_version(centre_id: int) -> int:
    """Grows with every change of the centre's articles, prices, assortment, groups and values; 0 before the first."""
    return CatalogueVersion.objects.filter(centre_id=centre_id).values_list("number", flat=True).first() or 0


def _with_price(viewer: Viewer) -> QuerySet[Article]:
    now = PriceVersion.objects.filter(article=OuterRef("pk"), valid_from__lte=viewer.on).order_by("-valid_from")
    return Article.objects.filter(centre_id=viewer.centre_id).annotate(
        price_ore=Subquery(now.values("amount_ore")[:1]), price_kind=Subquery(now.values("kind")[:1])
    )


def _equivalents(viewer: Viewer, article: Article) -> tuple[Article, ...]:
    """What may stand in for the article, phased-out ones last."""
    others = _articles(viewer, (other.article.pk for other in equivalents_of([article])[article.pk]))
    return tuple(sorted(others, key=lambda other: other.assortment == "phased_out"))


def _articles(viewer: Viewer, pks: Iterable[int]) -> tuple[Article, ...]:
    return tuple(_with_price(viewer).filter(pk__in=list(pks)).order_by("number"))
