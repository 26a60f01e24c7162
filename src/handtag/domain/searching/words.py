"""Words as they are searched: how a text is cut into words, and all words of the catalogue known once."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
OTHER_LETTERS = re.compile(r"[^\x00-\x7fåäö]")
SHORTEST_PART = 3
SHORTEST_HEAD = 2
JOINT = "s"


@dataclass(frozen=True)
class Language:
    """What is known of a language: the stem of a word, which of some words are nearest to a misspelt one, and words that mean the same.

    `nearest(word, among, changes)` gives those with the fewest letters changed, added, taken away or swapped, at most `changes`.
    """

    stem: Callable[[str], str]
    nearest: Callable[[str, Collection[str], int], list[str]]
    synonyms: Callable[[str], Collection[str]] = lambda _word: ()


@lru_cache(maxsize=1 << 17)
def plain(word: str) -> str:
    """Without accents that people leave out: é is e; å, ä and ö are letters of their own."""
    if not OTHER_LETTERS.search(word):
        return word
    return "".join(c if c in "åäö" else unicodedata.normalize("NFD", c)[0] for c in unicodedata.normalize("NFC", word))


def words_of(text: str) -> list[str]:
    """The words of a text in order, as they are searched."""
    return [plain(word) for word in WORD.findall(unicodedata.normalize("NFC", text).casefold())]


def squeezed(code: str) -> str:
    """A number as it is searched: its letters and digits only."""
    return "".join(words_of(code))


def has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@dataclass(frozen=True)
class Vocabulary:
    """All words of the catalogue, each once: what begins with, contains, ends in, inflects or resembles something is asked of them
    and not of a hundred thousand texts."""

    words: tuple[str, ...]
    language: Language
    _text: str = field(init=False, repr=False)
    _by_length: dict[int, list[str]] = field(init=False, repr=False)
    _backwards: tuple[str, ...] = field(init=False, repr=False)
    _stems: dict[str, list[str]] = field(init=False, repr=False)
    _stems_backwards: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain_words = [word for word in self.words if not has_digit(word)]
        stems: dict[str, list[str]] = {}
        lengths: dict[int, list[str]] = {}
        for word in plain_words:
            lengths.setdefault(len(word), []).append(word)
            stems.setdefault(self.language.stem(word), []).append(word)
        for name, value in {
            "_text": "\n".join(("", *self.words, "")),
            "_by_length": lengths,
            "_backwards": tuple(sorted(word[::-1] for word in plain_words)),
            "_stems": stems,
            "_stems_backwards": tuple(sorted(stem[::-1] for stem in stems)),
        }.items():
            object.__setattr__(self, name, value)

    def same(self, word: str) -> list[str]:
        """The word itself in any inflection."""
        return self._stems.get(self.language.stem(word), []) if not has_digit(word) else self._exactly(word)

    def beginning(self, start: str) -> tuple[str, ...]:
        return _beginning(self.words, start)

    def ending(self, word: str) -> list[str]:
        """Compounds whose last part is the word, both in any inflection: `stolar` is the last part of `duschstol`."""
        stem = self.language.stem(word)
        longer = _beginning(self._stems_backwards, stem[::-1]) if len(stem) >= SHORTEST_PART else ()
        return [compound for found in longer if len(found) >= len(stem) + SHORTEST_HEAD for compound in self._stems[found[::-1]]]

    def containing(self, part: str) -> Iterator[str]:
        """The words with the part anywhere inside."""
        text, length = self._text, len(part)
        at = text.find(part)
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at + length)
            yield text[start:end]
            at = text.find(part, end)

    def parts(self, word: str) -> tuple[str, str] | None:
        """A compound that nobody wrote, as two words that somebody did, the longest last part first: `rullstolsdyna` → rullstol, dyna."""
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            for first in (head, head.removesuffix(JOINT)):
                if len(first) >= SHORTEST_PART and self.same(first) and self.same(tail):
                    return first, tail
        return None

    def near(self, word: str, changes: int) -> list[str]:
        """The words nearest to a misspelt one. One change leaves the word's first or its last half whole, so only such words are compared;
        for two changes all words of about its length."""
        half = len(word) // 2
        alike = {*_beginning(self.words, word[:half]), *(w[::-1] for w in _beginning(self._backwards, word[half + 1 :][::-1]))}
        found = self.language.nearest(word, [w for w in alike if abs(len(w) - len(word)) <= 1], 1)
        if found or changes == 1:
            return found
        lengths = range(len(word) - changes, len(word) + changes + 1)
        return self.language.nearest(word, [w for length in lengths for w in self._by_length.get(length, ())], changes)

    def near_beginning(self, start: str) -> list[str]:
        """What somebody may be about to write who has made one mistake in the second half: beginnings of words, nearest to what stands."""
        half, length = len(start) // 2, len(start)
        cut = {w[:n] for w in _beginning(self.words, start[:half]) for n in (length - 1, length, length + 1) if len(w) > n}
        return self.language.nearest(start, cut, 1)

    def _exactly(self, word: str) -> list[str]:
        at = bisect_left(self.words, word)
        return [word] if at < len(self.words) and self.words[at] == word else []


def _beginning(ordered: tuple[str, ...], start: str) -> tuple[str, ...]:
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + "\U0010ffff")]
