"""The search index of a centre's articles, kept in the process as long as the catalogue's version is the same; and the search itself.

What a transaction has changed and not committed is seen by whoever searches inside it and kept for nobody else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from threading import Lock

from django.db import connection

from handtag.apps.agreements.queries import compiled_for
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.catalogue.queries import articles_by_key, catalogue_version
from handtag.apps.catalogue.search_index_swedish import SWEDISH
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.organisations.queries import county_agreement, system_viewer
from handtag.domain.access import Viewer
from handtag.domain.agreement.schema import Agreement
from handtag.domain.searching import reading
from handtag.domain.searching.index import Entry, Index, build
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class FoundEntries:
    """What was found as the index knows it: number, name, code, assortment and today's price, with no further question."""

    found: reading.Found
    order: str

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, part: slice) -> list[Entry]:
        return self.found.entries(part.start or 0, len(self) if part.stop is None else part.stop, self.order)


class FoundArticles:
    """The articles found, best first or as `order` says, each with its price when it is read; counts of facets and which narrowed it;
    what a misspelt word was taken for. A slice reads those rows, so a page costs one page; `entries` reads none."""

    def __init__(self, viewer: Viewer, found: reading.Found, order: str) -> None:
        self._viewer, self._found, self._order = viewer, found, order
        self.facets: Mapping[str, Mapping[str, int]] = found.facets
        self.meant: Mapping[str, tuple[str, ...]] = found.meant
        self.chosen: Mapping[str, str] = found.chosen
        self.entries = FoundEntries(found, order)

    def count(self) -> int:
        return len(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, part: slice) -> list[Article]:
        keys = self._found.keys(part.start or 0, len(self) if part.stop is None else part.stop, self._order)
        rows = articles_by_key(self._viewer, keys)
        return [rows[key] for key in keys if key in rows]


def search(
    viewer: Viewer, text: str, chosen: Mapping[str, str] | None = None, *, document: Agreement | None = None, order: str = "relevance"
) -> FoundArticles:
    """The articles of the viewer's centre that have every word of the text in some reading, and the chosen value of each facet.

    Facets: kind, assortment, iso (the beginning of a code), supplier (its name), price (domain.searching.index.band). A value that no
    article has narrows nothing. The names that the county's agreement gives the codes are searched too; `document` is that agreement
    where the caller has it already. `order` is one of domain.searching.index.ORDERS, `-` for backwards.
    """
    index = index_for(viewer, document or county_document(viewer))
    return FoundArticles(viewer, reading.search(index, text, chosen), order)


def county_document(viewer: Viewer) -> Agreement | None:
    """The agreement in force in the viewer's county today; None when none is published."""
    try:
        return compiled_for(county_agreement(viewer), viewer.on).document
    except NotFound:
        return None


@dataclass(frozen=True)
class _Kept:
    version: int
    on: date
    document: Agreement | None
    index: Index

    def is_of(self, version: int, viewer: Viewer, document: Agreement | None) -> bool:
        return self.version == version and self.on == viewer.on and (self.document is document or self.document == document)


_kept: dict[int, _Kept] = {}
_reading = Lock()


def index_for(viewer: Viewer, document: Agreement | None) -> Index:
    """The index of the viewer's centre as the database is now."""
    if in_transaction():
        return _read(viewer, document)
    version = catalogue_version(viewer.centre_id)
    kept = _kept.get(viewer.centre_id)
    if kept is None or not kept.is_of(version, viewer, document):
        with _reading:
            kept = _kept.get(viewer.centre_id)
            if kept is None or not kept.is_of(version, viewer, document):
                kept = _kept[viewer.centre_id] = _Kept(version, viewer.on, document, _read(viewer, document))
    return kept.index


def warm(on: date) -> None:
    """Every centre's index is made before anybody searches, and read for the letters that searches begin with."""
    for centre_id, county_id in DeviceCentre.objects.order_by("pk").values_list("pk", "county_id"):
        viewer = replace(system_viewer(on), centre_id=centre_id, county_id=county_id)
        reading.read_ahead(index_for(viewer, county_document(viewer)))


def in_transaction() -> bool:
    """Whether what is read may be rolled back."""
    return bool(connection.in_atomic_block)


def forget() -> None:
    """What is kept is read anew: for tests, whose databases begin again under the same numbers."""
    _kept.clear()


def _read(viewer: Viewer, document: Agreement | None) -> Index:
    """The kept index with what has changed since; from nothing when there is none."""
    entries = _entries(viewer, document)
    kept = _kept.get(viewer.centre_id)
    if kept is None:
        return build(entries, SWEDISH)
    index, left = kept.index, set(kept.index.places)
    changed = []
    for entry in entries:
        if entry.key not in left or index.entries[index.places[entry.key]] != entry:
            changed.append(entry)
        left.discard(entry.key)
    return index.with_changes(changed, left) if changed or left else index


def _entries(viewer: Viewer, document: Agreement | None) -> Iterator[Entry]:
    prices = PriceVersion.objects.filter(article__centre_id=viewer.centre_id, valid_from__lte=viewer.on).order_by("valid_from")
    price_of = {pk: (ore, kind) for pk, ore, kind in prices.values_list("article_id", "amount_ore", "kind")}
    said = partial(_names, _names_by_code(document), {})
    rows = Article.objects.filter(centre_id=viewer.centre_id).values_list(
        "pk", "number", "name", "description", "series__name", "gtin", "supplier_number", "iso_code", "kind", "assortment", "supplier__name"
    )
    for pk, number, name, description, series, gtin, supplier_number, iso, kind, assortment, supplier in rows.iterator(chunk_size=5000):
        price, price_kind = price_of.get(pk, (None, ""))
        yield Entry(
            key=pk,
            number=number,
            name=name,
            other=" ".join(text for text in (description, series, said(iso)) if text),
            codes=tuple(code for code in (gtin, supplier_number) if code),
            iso=iso,
            kind=kind,
            assortment=assortment,
            supplier=supplier,
            price=price,
            price_kind=price_kind,
        )


def _names_by_code(document: Agreement | None) -> dict[str, str]:
    """What the agreement and the prescribers call each code."""
    names: dict[str, list[str]] = {}
    for product in document.products if document else ():
        names.setdefault(product.iso, []).append(product.name)
    for word in document.words if document else ():
        for code in word.iso_codes:
            names.setdefault(code, []).append(word.word)
    return {code: " ".join(said) for code, said in names.items()}


def _names(by_code: Mapping[str, str], known: dict[str, str], iso: str) -> str:
    """The names of a code and of the groups it lies in."""
    if iso not in known:
        known[iso] = " ".join(by_code[iso[:length]] for length in range(1, len(iso) + 1) if iso[:length] in by_code)
    return known[iso]
