"""A search within one agreement: by ISO code, by word, by the id or words of a clause. What is searched is laid out in `reading`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handtag.domain.agreement.schema import Agreement, Word


@dataclass(frozen=True)
class Search:
    """What was typed, read: digits are (the beginning of) a code or a number in a rule, the rest are words that all have to stand there."""

    text: str = ""
    digits: str = ""
    words: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    """The codes that the product words found stand for."""

    def finds(self, said: str, codes: Iterable[str] = ()) -> bool:
        """Whether a part says every word, or is about a code that a product word means; an empty search finds everything."""
        own, plain = tuple(codes), said.casefold()
        by_code = not self.digits or any(_related(code, self.digits) for code in own) or bool(re.search(rf"\b{self.digits}\b", plain))
        by_word = all(word in plain for word in self.words) or any(_related(code, meant) for code in own for meant in self.meant)
        return by_code and by_word


def read_search(text: str, document: Agreement) -> Search:
    parts = text.casefold().split()
    words = tuple(part for part in parts if not part.isdecimal())
    digits = "".join(part for part in parts if part.isdecimal())
    meant = tuple(code for word in _named(document, words) for code in word.iso_codes) if words else ()
    return Search(text.strip(), digits, words, meant)


def found_words(document: Agreement, search: Search) -> list[Word]:
    """The product words that were searched for, with the codes they stand for."""
    return _named(document, search.words) if search.words and not search.digits else []


def _named(document: Agreement, words: tuple[str, ...]) -> list[Word]:
    return [word for word in document.words if all(part in word.word.casefold() for part in words)]


def _related(code: str, wanted: str) -> bool:
    """A code under the wanted group, or the group that a wanted code lies in."""
    return code.startswith(wanted) or (len(code) >= 4 and wanted.startswith(code))
