"""What a search can be narrowed by: each facet's values in words with how many articles they would leave, as links that need no script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.catalogue.search_index import FoundArticles
from handtag.domain.agreement.schema import Agreement
from handtag.domain.searching.index import PRICE_BANDS
from handtag.domain.values.money import format_kronor
from handtag.web.catalogue.words import KINDS, PRICE_KINDS
from handtag.web.ui.rules import iso_name, spaced
from handtag.web.ui.states import STATES
from handtag.web.ui.text import whole

FACETS: Mapping[str, str | Promise] = {
    "kind": _lazy("Kind of article"),
    "assortment": _lazy("Assortment"),
    "iso": _lazy("ISO group"),
    "supplier": _lazy("Supplier"),
    "price": _lazy("Price excl. VAT"),
}
SHOWN = 15


@dataclass(frozen=True)
class Value:
    """A value that the list can be narrowed by; `url` chooses it, or takes it back when it is the chosen one."""

    word: str
    count: str
    url: str


@dataclass(frozen=True)
class Facet:
    name: str
    label: str | Promise
    chosen: Value | None
    values: tuple[Value, ...]
    """Those that can be chosen instead."""
    more: int
    """How many values there are besides those shown."""


def chosen_facets(query: QueryDict) -> dict[str, str]:
    return {name: value for name in FACETS if (value := query.get(name, "").strip())}


def facets(found: FoundArticles, query: QueryDict, document: Agreement | None) -> Iterator[Facet]:
    """The facets that have something to choose between, the commonest values first; prices from the lowest."""
    for name in FACETS:
        counts = {value: number for value, number in found.facets[name].items() if value}
        mine = found.chosen.get(name, "")
        if mine:
            counts.setdefault(mine, found.count())
        if len(counts) > 1 or mine in counts:
            yield _facet(name, counts, mine, query, document)


def _facet(name: str, counts: Mapping[str, int], mine: str, query: QueryDict, document: Agreement | None) -> Facet:
    others = [value for value in counts if value != mine]
    order = sorted(others, key=_price_place) if name == "price" else sorted(others, key=lambda value: (-counts[value], value))
    kept = _rest(query, name)
    around = f"?{kept}&{name}=" if kept else f"?{name}="
    values = tuple(Value(_word(name, value, document), whole(counts[value]), around + quote_plus(value)) for value in order[:SHOWN])
    chosen = Value(_word(name, mine, document), whole(counts[mine]), f"?{kept}") if mine else None
    return Facet(name, FACETS[name], chosen, values, len(order) - len(values))


def _price_place(value: str) -> tuple[str, int]:
    kind, _colon, low = value.partition(":")
    return kind, int(low)


def _word(name: str, value: str, document: Agreement | None) -> str:
    if name == "kind":
        return str(KINDS.get(value, value))
    if name == "assortment":
        return str(STATES["assortment"][value].word)
    if name == "iso":
        return f"{spaced(value)} {iso_name(document, value)}".strip()
    return _price(value) if name == "price" else value


def _price(value: str) -> str:
    kind, low = _price_place(value)
    begins = PRICE_BANDS[kind]
    after = begins[begins.index(low) + 1 :]
    given = {"kind": PRICE_KINDS[kind], "low": format_kronor(low), "high": format_kronor(after[0]) if after else ""}
    return _("%(low)s up to %(high)s, %(kind)s") % given if after else _("%(low)s and more, %(kind)s") % given


def _rest(query: QueryDict, name: str) -> str:
    """The query without the facet, from its first page."""
    return urlencode([(key, value) for key, values in query.lists() if key not in {name, "sida"} for value in values])
