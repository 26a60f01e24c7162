"""What a search can be narrowed by: each facet's values in words with how many articles they would leave, as links that need no script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    """A value that the list can be narrowed by; `url` chooses it, or takes it back when it is chosen."""

    word: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str | Promise
    values: tuple[Value, ...]
    more: int
    """How many values there are besides those shown."""

    @property
    def chosen(self) -> Value | None:
        return next((value for value in self.values if value.is_chosen), None)


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
    order = (
        sorted(counts, key=_price_place) if name == "price" else sorted(counts, key=lambda value: (value != mine, -counts[value], value))
    )
    values = tuple(
        Value(_word(name, value, document), counts[value], _url(query, name, "" if value == mine else value), value == mine)
        for value in order[:SHOWN]
    )
    return Facet(name, FACETS[name], values, len(order) - len(values))


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


def _url(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    for key in (name, "sida"):
        changed.pop(key, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
