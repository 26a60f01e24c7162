"""The search of the catalogue at 20 000 and 100 000 articles: its parts beside what else could do the same, equal answers asserted; what
typing a word letter by letter costs in all; and the page as the server makes it. tantivy takes part where it is installed."""

import importlib.util
import random
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack

from bench.assortment import invented_entries
from bench.harness import Rival, compare
from bench.search_rivals import Ask, Asked, Kind, by_fts5, by_index, by_postgresql, by_sets, by_tantivy, texts
from handtag.apps.catalogue.search_index_swedish import SWEDISH
from handtag.cli.postgres_cluster import find_binaries, running_cluster
from handtag.domain.searching.index import Entry, Index, build
from handtag.domain.searching.reading import search

ROUNDS = 5
MS = 1_000_000
TITLES: dict[Kind, str] = {"words": "two whole words", "part": "a part of a word", "typo": "two misspelt words"}
TYPED = (
    "rullstol",
    "duschstol",
    "elrulstol",
    "lyftsele till säng",
    "sittdynor",
    "hygienstol höj sänk",
    "14 03 06",
    "100 217",
    "ramp",
    "greppstång",
)


def main(*, quick: bool) -> None:
    for number in (20_000,) if quick else (20_000, 100_000):
        rows = list(invented_entries(number))
        started = time.perf_counter()
        index = build(rows, SWEDISH)
        built = time.perf_counter() - started
        started = time.perf_counter()
        index.with_changes([rows[7]._replace(name="Nyuppfunnen tröskelhoppare")])
        changed = time.perf_counter() - started
        known = f"{len(index.vocabulary.words):,} words"
        print(f"\n{number:,} articles, {known}: built in {built:.1f} s, one article changed in {changed * 1000:.0f} ms")
        _beside_rivals(rows, index, 30 if quick else 100)
        _typing(index)
    from bench.search_page import measure

    measure(2_000 if quick else 100_000, TYPED)


def _beside_rivals(rows: Sequence[Entry], index: Index, number: int) -> None:
    with ExitStack() as stack:
        asks: dict[str, Ask] = {"index in memory": by_index(index), "Python sets": by_sets(rows), "SQLite FTS5": by_fts5(rows)}
        if importlib.util.find_spec("tantivy"):
            asks["tantivy"] = by_tantivy(rows)
        if find_binaries():
            asks["PostgreSQL"] = by_postgresql(rows, stack.enter_context(running_cluster()).url())
        for kind, title in TITLES.items():
            asked = questions(rows, kind, number)

            def rival(name: str, ask: Ask, asked: Sequence[Asked] = asked) -> Rival:
                return Rival(name, lambda: [ask(one) for one in asked], len(asked))

            rivals = [rival(name, ask) for name, ask in asks.items()]
            compare(f"{len(rows):,} articles, {title} and an ISO class: how many and the first twenty, per question", rivals, rounds=ROUNDS)


def questions(rows: Sequence[Entry], kind: Kind, number: int, seed: int = 3) -> list[Asked]:
    """Questions that some article answers; misspelt words have one letter changed, added or taken away."""
    draw = random.Random(seed)
    said = [
        (words, iso)
        for _, text, iso in texts(rows)
        if len(words := [word for word in text.split() if len(word) > 7 and word.isalpha()]) > 1
    ]
    asked = []
    while len(asked) < number:
        words, iso = draw.choice(said)
        first, second = draw.sample(words, 2)
        if kind == "part":
            start = draw.randrange(len(first) - 5)
            asked.append(Asked(kind, (first[start : start + 5],), iso))
        else:
            pair = (first, second) if kind == "words" else (_misspelt(first, draw), _misspelt(second, draw))
            asked.append(Asked(kind, pair, iso))
    return asked


def _misspelt(word: str, draw: random.Random) -> str:
    at, letter = draw.randrange(len(word)), draw.choice("abdefgiklmnoprstuvåäö")
    return draw.choice((word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + word[at + 1 :]))


def _typing(index: Index) -> None:
    """Every beginning of what somebody types, each a whole search: all readings, order, first page and all facets."""
    taken = []
    for _ in range(3):
        for text in TYPED:
            for end in range(1, len(text) + 1):
                started = time.process_time_ns()
                search(index, text[:end]).keys(0, 50)
                taken.append(time.process_time_ns() - started)
    taken.sort()
    p50, p95 = (taken[int(part * len(taken))] / MS for part in (0.5, 0.95))
    spread = f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {taken[-1] / MS:.1f} ms"
    print(f"  typed letter by letter, the whole search with facets, processor: {spread}")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
