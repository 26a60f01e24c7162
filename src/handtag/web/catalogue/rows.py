"""Articles as rows of a table, with what is free of each; and the lists of articles around one article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from handtag.apps.catalogue.queries import ArticlePage
from handtag.apps.stock.queries import StockCount, stock_for_articles
from handtag.domain.access import Viewer
from handtag.domain.searching.index import Entry
from handtag.web.catalogue.words import PRICE_KINDS
from handtag.web.ui.rules import spaced

PLACEHOLDER = "0"


@dataclass(frozen=True)
class ArticleRow:
    number: str
    name: str
    url: str
    iso: str
    assortment: str
    price_ore: int | None
    price_kind: str | Promise
    count: StockCount


def article_rows(viewer: Viewer, articles: Sequence[Any]) -> list[ArticleRow]:
    """`articles` are as the catalogue's queries give them, with their price."""
    read = ((one.pk, one.number, one.name, one.iso_code, one.assortment, one.price_ore, one.price_kind) for one in articles)
    return _rows(viewer, list(read))


def entry_rows(viewer: Viewer, entries: Sequence[Entry]) -> list[ArticleRow]:
    """The same of what a search found."""
    return _rows(viewer, [(one.key, one.number, one.name, one.iso, one.assortment, one.price, one.price_kind) for one in entries])


def related_articles(found: ArticlePage) -> Iterator[tuple[str, Sequence[Any]]]:
    """What may be delivered instead, what fits it, and what it fits."""
    yield _("Equivalent articles"), found.equivalents
    yield _("Accessories that fit"), found.accessories
    yield _("Fits these devices"), found.mains


def _rows(viewer: Viewer, read: Sequence[tuple[int, str, str, str, str, int | None, str | None]]) -> list[ArticleRow]:
    stock = stock_for_articles(viewer, [one[0] for one in read])
    before, after = reverse("catalogue:article", args=[PLACEHOLDER]).split(PLACEHOLDER)  # one address is asked for, not one a row
    return [
        ArticleRow(
            number, name, f"{before}{quote(number)}{after}", spaced(iso), assortment, price, PRICE_KINDS.get(kind or "", ""), stock[pk]
        )
        for pk, number, name, iso, assortment, price, kind in read
    ]
