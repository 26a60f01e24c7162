"""The agreement's names in the assortment: what it calls a code, and which codes a typed word stands for."""

from handtag.apps.agreements.queries import compiled_for
from handtag.apps.catalogue.queries import SearchWord
from handtag.apps.organisations.queries import county_agreement
from handtag.domain.access import Viewer
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import NotFound

SHORTEST = 3


def agreement_of(viewer: Viewer) -> Agreement | None:
    """The agreement in force in the viewer's county today; None when none is published."""
    try:
        return compiled_for(county_agreement(viewer), viewer.on).document
    except NotFound:
        return None


def search_words(query: str, document: Agreement | None) -> tuple[SearchWord, ...]:
    """Every word typed, each with the codes whose printed name or prescribers' word contains it. Digits in pairs are one code."""
    words = query.casefold().split()
    digits = "".join(word for word in words if word.isdecimal() and len(word) == 2)
    kept = [word for word in words if not (word.isdecimal() and len(word) == 2)] + ([digits] if digits else [])
    return tuple(SearchWord(word, _codes(word, document)) for word in kept)


def _codes(word: str, document: Agreement | None) -> tuple[str, ...]:
    if document is None or len(word) < SHORTEST or word.isdecimal():
        return ()
    printed = (product.iso for product in document.products if word in product.name.casefold())
    spoken = (code for one in document.words if word in one.word.casefold() for code in one.iso_codes)
    return tuple(dict.fromkeys((*printed, *spoken)))
