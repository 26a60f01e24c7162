"""What someone types for a product (a word, a printed name, an ISO code) as facts, and the nearest known ones when it is unknown."""

import difflib
from dataclasses import dataclass

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.codes import is_iso_code
from handtag.web.ui.rules import iso_name, spaced

NEAREST = 6


@dataclass(frozen=True)
class Suggestion:
    """Something that can be typed, and what it is."""

    value: str
    label: str = ""


@dataclass(frozen=True)
class TypedProduct:
    """A typed product as facts. Empty `facts` with a text typed means that the text is unknown; `nearest` are then known ones."""

    text: str
    facts: dict[str, str]
    nearest: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return bool(self.text) and not self.facts


def suggestions(document: Agreement) -> list[Suggestion]:
    """Everything the product box offers: the words, then the printed rows with their codes."""
    words = [Suggestion(word.word, ", ".join(spaced(code) for code in word.iso_codes)) for word in document.words]
    rows = [Suggestion(f"{spaced(product.iso)} {product.name}") for product in document.products]
    return words + rows


def typed_product(compiled: CompiledAgreement, text: str) -> TypedProduct:
    """A word of the word list, a code (spaces allowed), a printed name, or a suggestion `12 22 03 Name` as it stands in the box."""
    text = text.strip()
    plain = text.casefold()
    digits = "".join(text.split())
    if not text or is_iso_code(digits):
        return TypedProduct(text, {"iso_code": digits} if digits else {})
    if plain in compiled.words:
        return TypedProduct(text, {"product": text})
    names = {product.name.casefold(): product.iso for product in compiled.document.products}
    offered = {f"{spaced(product.iso)} {product.name}".casefold(): product.iso for product in compiled.document.products}
    code = names.get(plain) or offered.get(plain)
    if code:
        return TypedProduct(text, {"iso_code": code})
    return TypedProduct(text, {}, _nearest(compiled, plain, names))


def _nearest(compiled: CompiledAgreement, plain: str, names: dict[str, str]) -> tuple[str, ...]:
    """Known words and names that contain what was typed, then those spelt most like it."""
    shown = {word.word.casefold(): word.word for word in compiled.document.words}
    shown |= {product.name.casefold(): product.name for product in compiled.document.products}
    within = sorted((name for name in shown if plain in name), key=len)
    alike = difflib.get_close_matches(plain, shown, NEAREST, 0.6)
    return tuple(dict.fromkeys(shown[name] for name in (*within[:NEAREST], *alike)))[:NEAREST]


def narrower_codes(compiled: CompiledAgreement, typed: TypedProduct) -> list[tuple[str, str]]:
    """The codes that what was typed may mean, for the question "which kind?"; empty when it means one."""
    found = {c.iso_class for c in compiled.candidates(typed.facts.get("iso_code"), _word(typed))}
    return [(code, named(compiled.document, code)) for code in sorted(found) if code] if len(found) > 1 else []


def words_for(compiled: CompiledAgreement, code: str) -> list[tuple[str, str]]:
    """The words that say more closely what a code may be."""
    meant = {c.iso_class for c in compiled.candidates(code, None)}
    words = compiled.document.words
    return [(w.word, w.word) for w in words if w.term and any(c.iso_class in meant for c in compiled.words[w.word.casefold()])]


def _word(typed: TypedProduct) -> str | None:
    word = typed.facts.get("product")
    return word.casefold() if word else None


def named(document: Agreement, code: str) -> str:
    """A code with the agreement's name for it."""
    return f"{spaced(code)} {iso_name(document, code)}".strip()
