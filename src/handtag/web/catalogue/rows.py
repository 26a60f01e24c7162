"""Articles as rows of a table, with what is free of each; and the lists of articles around one article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from handtag.apps.catalogue.queries import ArticlePage
from handtag.apps.stock.queries import StockCount, stock_for_articles
from handtag.domain.access import Viewer
from handtag.web.catalogue.words import PRICE_KINDS
from handtag.web.ui.rules import spaced


@dataclass(frozen=True)
class ArticleRow:
    article: Any
    iso: str
    price_kind: str | Promise
    count: StockCount


def article_rows(viewer: Viewer, articles: Sequence[Any]) -> list[ArticleRow]:
    """`articles` are as the catalogue's queries give them, with their price."""
    stock = stock_for_articles(viewer, [article.pk for article in articles])
    return [ArticleRow(one, spaced(one.iso_code), PRICE_KINDS.get(one.price_kind, ""), stock[one.pk]) for one in articles]


def related_articles(found: ArticlePage) -> Iterator[tuple[str, Sequence[Any]]]:
    """What may be delivered instead, what fits it, and what it fits."""
    yield _("Equivalent articles"), found.equivalents
    yield _("Accessories that fit"), found.accessories
    yield _("Fits these devices"), found.mains
