"""What was typed, read against an index: which entries each word means, how well, and what a misspelt word is taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handtag.domain.searching.index import FACETS, Entry, Index
from handtag.domain.searching.positions import NONE, Many, Positions, both, either, first, listed, without
from handtag.domain.searching.words import has_digit, squeezed, words_of

LEVELS = 8
NUMBER, EXACT, BEGINNING, TAIL, SYNONYM, INSIDE = 0, 0, 1, 2, 2, 4
PLACE = {"first": 0, "name": 1, "other": 3}
LONGEST = 120
MOST_WORDS = 10
SHORTEST_MISSPELT = 4
TWO_CHANGES_FROM = 7
DIGITS_IN_PAIR = 2
COUNTED_ONE_BY_ONE = 1024
READINGS_KEPT = 256

Levels = list[Positions]
"""The entries that a word means, the best readings first: the last ones are those where it only stands somewhere inside another word."""


@dataclass(frozen=True)
class Found:
    """The entries found, best first within `levels` (disjoint); facets count what each value would leave with the other choices kept."""

    index: Index
    levels: Sequence[Positions]
    facets: Mapping[str, Mapping[str, int]]
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What misspelt words were taken for."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """The facet values that narrowed."""

    def __len__(self) -> int:
        return sum(map(len, self.levels))

    def keys(self, start: int, stop: int, order: str = "relevance") -> list[int]:
        """The keys of `entries`."""
        return [entry.key for entry in self.entries(start, stop, order)]

    def entries(self, start: int, stop: int, order: str = "relevance") -> list[Entry]:
        """The entries that come as number `start` to `stop`: by relevance, or in another of the index's orders, backwards with a minus."""
        if order != "relevance":
            return self._in_order(order.removeprefix("-"), start, stop, backwards=order.startswith("-"))
        order_of, chosen = self.index.orders["relevance"], []
        for level in self.levels:
            size = len(level)
            if start < size and stop > 0:
                chosen += first(level, order_of.positions, order_of.rank, max(start, 0), min(stop, size))
            start, stop = start - size, stop - size
        return [self.index.entries[position] for position in chosen]

    def _in_order(self, name: str, start: int, stop: int, *, backwards: bool) -> list[Entry]:
        order, found = self.index.orders[name], either(self.levels)
        if backwards:
            start, stop = len(found) - stop, len(found) - start
        chosen = first(found, order.positions, order.rank, max(start, 0), max(stop, 0))
        return [self.index.entries[position] for position in (reversed(chosen) if backwards else chosen)]


def search(index: Index, text: str, chosen: Mapping[str, str] | None = None) -> Found:
    """Every entry that has all words of the text, in some reading, and the chosen value of each facet (`iso`: the beginning of a code).

    A value that no entry has narrows nothing; a code that no entry has leaves nothing.
    """
    terms, meant = read(index, text[:LONGEST])
    levels = _matching(index, terms) if terms else [index.everything]
    offered = {name: value for name, value in (chosen or {}).items() if value and (name == "iso" or value in index.facets[name])}
    narrowed = {name: _value(index, name, value) for name, value in offered.items()}
    exactly = both_of(narrowed.values())
    kept = levels if exactly is None else [both(level, exactly) for level in levels]
    return Found(index, [level for level in kept if level], _counts(index, levels, narrowed), meant, offered)


def both_of(sets: Iterable[Positions]) -> Positions | None:
    found: Positions | None = None
    for one in sets:
        found = one if found is None else both(found, one)
    return found


def read(index: Index, text: str) -> tuple[list[Levels], dict[str, tuple[str, ...]]]:
    """The text word by word; pairs of digits that follow each other are one ISO code too."""
    meant: dict[str, tuple[str, ...]] = {}
    terms: list[Levels] = []
    words = words_of(text)[:MOST_WORDS]
    whole = index.numbers.get(squeezed(text), NONE)
    for run in _runs(words):
        levels = [_term(index, word, meant) for word in run]
        if len(run) == 1 and not any(levels[0]) and not whole:
            return levels, meant  # nothing has all words
        if len(run) > 1:
            code = _empty()
            code[BEGINNING] = index.in_group("".join(run))
            levels = [_either_of([_all_of(levels), code])]
        terms += levels
    if whole and terms:
        number = _empty()
        number[NUMBER] = whole
        terms = [_either_of([_all_of(terms), number])]
    return terms, meant


def _runs(words: Sequence[str]) -> Iterator[list[str]]:
    """The words one by one; pairs of digits that stand together, together."""
    run: list[str] = []
    for word in words:
        if run and not (_is_pair(word) and _is_pair(run[-1])):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_pair(word: str) -> bool:
    return len(word) == DIGITS_IN_PAIR and word.isdecimal()


def _term(index: Index, word: str, meant: dict[str, tuple[str, ...]]) -> Levels:
    """One word: as it is written, else as two words that somebody wrote apart, else as what it was probably meant to be."""
    found = _as_written(index, word)
    if any(found) or has_digit(word):
        return found
    parts = index.vocabulary.parts(word)
    if parts:
        found = _all_of([_as_written(index, part) for part in parts])
        if any(found):
            return found
    for correct in (_misspelt(index, word), _begun(index, word)):
        if correct:
            meant[word] = correct
            return _either_of([_as_written(index, one) for one in correct])
    return found


def _misspelt(index: Index, word: str) -> tuple[str, ...]:
    if len(word) < SHORTEST_MISSPELT:
        return ()
    near = index.vocabulary.near(word, 2 if len(word) >= TWO_CHANGES_FROM else 1)
    return tuple(one for one in near if index.alive(index.having([one])))


def _begun(index: Index, word: str) -> tuple[str, ...]:
    return tuple(sorted(index.vocabulary.near_beginning(word))) if len(word) > SHORTEST_MISSPELT else ()


def _as_written(index: Index, word: str) -> Levels:
    """Every reading of a word, each entry at its best: the word inflected, as a beginning, as a compound's last part, as a word that
    means the same, anywhere inside a word, as (the beginning of) a number or code."""
    known: Levels | None = index.readings.get(word)
    if known is None:
        known = _all_readings(index, word)
        if len(index.readings) >= READINGS_KEPT:
            for old in [one for one in list(index.readings) if len(one) > 1]:
                index.readings.pop(old, None)
        if len(word) > 1 or any(known):
            index.readings[word] = known
    return known


def read_ahead(index: Index) -> None:
    """The single letters that words begin with are read: each finds a great part of the catalogue, and whoever types begins with one."""
    for letter in {word[0] for word in index.vocabulary.words}:
        _as_written(index, letter)


def _all_readings(index: Index, word: str) -> Levels:
    taken: set[str] = set()
    parts: list[list[Positions]] = [[] for _ in range(LEVELS)]
    for quality, words in _readings(index, word):
        new = [one for one in words if one not in taken]
        taken.update(new)
        for place, cost in PLACE.items():
            parts[quality + cost] += index.held(new, place)
    if word.isdecimal() and len(word) % 2 == 0:
        parts[BEGINNING if len(word) > DIGITS_IN_PAIR else INSIDE].append(index.in_group(word))
    if has_digit(word) and len(word) >= _shortest_number(word):
        parts[BEGINNING].append(index.numbered(word))
    return [either(part) for part in parts]


def _shortest_number(word: str) -> int:
    """From how many characters on a number is looked for by its beginning."""
    return 3 if word.isdecimal() else 2


def _readings(index: Index, word: str) -> Iterator[tuple[int, Iterable[str]]]:
    known = index.vocabulary
    yield EXACT, (word, *known.same(word))
    yield BEGINNING, known.beginning(word)
    if not has_digit(word):
        yield TAIL, known.ending(word)
        same = [other for said in known.language.synonyms(word) for other in known.same(said)]
        yield SYNONYM, same
    if len(word) > DIGITS_IN_PAIR:
        yield INSIDE, known.containing(word)


def _empty() -> Levels:
    return [NONE] * LEVELS


def _either_of(readings: Sequence[Levels]) -> Levels:
    return [either(level) for level in zip(*readings, strict=True)]


def _all_of(terms: Sequence[Levels]) -> Levels:
    """Where all words stand; an entry is as good as its worst word. The levels are made disjoint on the way."""
    found, before = [], NONE
    upto: Levels = [NONE] * len(terms)
    for level in range(LEVELS):
        if any(term[level] for term in terms):
            upto = [either((more, term[level])) if term[level] else more for more, term in zip(upto, terms, strict=True)]
            now = both_of(upto) or NONE
            found.append(without(now, before) if before else now)
            before = now
        else:
            found.append(NONE)
    return found


def _matching(index: Index, terms: Sequence[Levels]) -> Levels:
    return [index.alive(level) for level in _all_of(terms)]


def _value(index: Index, name: str, value: str) -> Positions:
    return index.in_group(value) if name == "iso" else index.facets[name].get(value, NONE)


def _counts(index: Index, levels: Levels, narrowed: Mapping[str, Positions]) -> dict[str, dict[str, int]]:
    """Of each facet, how many entries each value holds among what the words and the other facets leave."""
    found = either(levels)
    if len(found) <= COUNTED_ONE_BY_ONE:
        found = listed(found)
    return {name: _count(index, name, both_of([found, *(s for other, s in narrowed.items() if other != name)]) or NONE) for name in FACETS}


def _count(index: Index, name: str, found: Positions) -> dict[str, int]:
    if not isinstance(found, Many) or len(found) <= COUNTED_ONE_BY_ONE:
        return dict(Counter(map(index.columns[name].__getitem__, listed(found))))
    counted = {value: found.shared_with(held) for value, held in index.facets[name].items()}
    return {value: number for value, number in counted.items() if number}
