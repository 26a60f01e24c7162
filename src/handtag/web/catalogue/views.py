"""The assortment's pages: search, and one article."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.catalogue import queries, search_index
from handtag.apps.stock.queries import stock_by_location, stock_for_articles
from handtag.domain.access import Permission, Viewer
from handtag.web.catalogue.around import told_around
from handtag.web.catalogue.facets import chosen_facets, facets
from handtag.web.catalogue.rows import article_rows, entry_rows, related_articles
from handtag.web.catalogue.words import KINDS, PRICE_KINDS
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import page_of, render_page
from handtag.web.ui.parts import Crumb
from handtag.web.ui.rules import iso_name, spaced
from handtag.web.ui.tables import Column, Columns

PAGE = 25
COLUMNS = Columns(
    Column("name", _lazy("Article"), sort=True, primary=True),
    Column("number", _lazy("Number"), sort=True),
    Column("iso_code", _lazy("ISO code"), kind="date", sort=True),
    Column("assortment", _lazy("Assortment"), kind="status"),
    Column("price_ore", _lazy("Price excl. VAT"), kind="number", sort=True),
    Column("stock", _lazy("In stock"), kind="number"),
    Column("used", _lazy("Reconditioned"), kind="number"),
)
RELATED_COLUMNS = Columns(*(replace(column, sort=False) for column in COLUMNS))
PRICE_COLUMNS = Columns(
    Column("from", _lazy("From"), kind="date", primary=True),
    Column("price", _lazy("Price excl. VAT"), kind="number"),
    Column("kind", _lazy("Kind of price")),
)
PLACE_COLUMNS = Columns(
    Column("place", _lazy("Location"), primary=True),
    Column("used", _lazy("Reconditioned"), kind="number"),
    Column("new", _lazy("New ones"), kind="number"),
    Column("pieces", _lazy("Pieces"), kind="number"),
)


@signed_in()
def search(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Articles of the viewer's centre by what was typed and chosen, with what is free of each."""
    document = search_index.county_document(viewer)
    query = request.GET.get("q", "").strip()
    order = COLUMNS.sort_from(request.GET.get("sort", ""), "relevance" if query else "name")
    found = search_index.search(viewer, query, chosen_facets(request.GET), document=document, order=order)
    page = page_of(request, found.entries, PAGE)
    context = {
        "query": query,
        "chosen": found.chosen,
        "facets": list(facets(found, request.GET, document)),
        "meant": [(typed, ", ".join(words)) for typed, words in found.meant.items()],
        "order": order,
        "page": page,
        "rows": entry_rows(viewer, list(page)),
        "columns": COLUMNS,
        "may_propose": viewer.may(Permission.PROPOSE_ARTICLE),
        "may_manage": viewer.may(Permission.MANAGE_CATALOGUE),
    }
    return render_page(request, "catalogue/search.html", context, partial="articles")


@signed_in()
def article(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One article: what it is called, what it costs and has cost, where it is, what may stand in for it and what fits."""
    found = queries.article_page(viewer, number)
    one = found.article
    context = {
        "found": found,
        "article": one,
        "iso": spaced(one.iso_code),
        "iso_name": iso_name(search_index.county_document(viewer), one.iso_code),
        "kind": KINDS[one.kind],
        "count": stock_for_articles(viewer, [one.pk])[one.pk],
        "places": stock_by_location(viewer, one.pk),
        "prices": [(price, PRICE_KINDS[price.kind]) for price in found.prices],
        "price_kind": PRICE_KINDS.get(found.price.kind, "") if found.price else "",
        "related": [(title, article_rows(viewer, articles)) for title, articles in related_articles(found) if articles],
        "columns": RELATED_COLUMNS,
        "price_columns": PRICE_COLUMNS,
        "place_columns": PLACE_COLUMNS,
        "crumbs": [Crumb(_("Assortment"), reverse("catalogue:search")), Crumb(one.name)],
        "more": told_around(viewer, one),
    }
    return render_page(request, "catalogue/article.html", context)
