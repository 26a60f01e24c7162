"""The same questions to the same invented articles, asked of what else could answer them: sets in Python, SQLite's FTS5, PostgreSQL's text
search and trigrams, tantivy where it is installed. A question is words, a part or misspelt words, and an ISO class; the answer is how many
articles and the first twenty."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from handtag.apps.catalogue.search_index_swedish import SWEDISH
from handtag.domain.searching.index import Entry, Index
from handtag.domain.searching.positions import both, listed
from handtag.domain.searching.words import Vocabulary, words_of

FIRST = 20
Kind = Literal["words", "part", "typo"]
Answer = tuple[int, list[int]]


class Asked(NamedTuple):
    kind: Kind
    words: tuple[str, ...]
    iso: str


Ask = Callable[[Asked], Answer]


def texts(rows: Sequence[Entry]) -> list[tuple[int, str, str]]:
    """Key, words and ISO class of each article: all that is searched here."""
    return [(row.key, " ".join(words_of(f"{row.name} {row.other} {row.supplier}")), row.iso[:2]) for row in rows]


def nearest(word: str, among: Any, changes: int) -> list[str]:
    """All within so many changes, as the others answer, not the nearest alone."""
    return [found for found, *_ in process.extract(word, list(among), scorer=Levenshtein.distance, score_cutoff=changes, limit=None)]


def by_index(index: Index) -> Ask:
    """Handtag's index, in the parts its search is put together from."""
    known = Vocabulary(index.vocabulary.words, dataclasses.replace(SWEDISH, nearest=nearest))
    words_for: dict[Kind, Callable[[str], Any]] = {
        "words": lambda word: [word],
        "part": known.containing,
        "typo": lambda word: known.near(word, 1),
    }

    def ask(asked: Asked) -> Answer:
        found = index.in_group(asked.iso)
        for word in asked.words:
            found = both(index.having(words_for[asked.kind](word)), found)
        return len(found), sorted(index.entries[position].key for position in listed(found))[:FIRST]

    return ask


def by_sets(rows: Sequence[Entry]) -> Ask:
    """The floor: a set of keys for each word and each class."""
    holding: dict[str, set[int]] = {}
    classes: dict[str, set[int]] = {}
    for key, text, iso in texts(rows):
        classes.setdefault(iso, set()).add(key)
        for word in text.split():
            holding.setdefault(word, set()).add(key)
    vocabulary = list(holding)
    letters = [word for word in vocabulary if word.isalpha()]
    words_for: dict[Kind, Callable[[str], list[str]]] = {
        "words": lambda word: [word],
        "part": lambda part: [word for word in vocabulary if part in word],
        "typo": lambda word: nearest(word, letters, 1),
    }

    def ask(asked: Asked) -> Answer:
        each = [set().union(*(holding.get(w, ()) for w in words_for[asked.kind](word))) for word in asked.words]
        found = set.intersection(classes[asked.iso], *each)
        return len(found), sorted(found)[:FIRST]

    return ask


def by_fts5(rows: Sequence[Entry]) -> Ask:
    """SQLite raw: words in one index, trigrams in another; misspelt words are looked for among its own words with rapidfuzz."""
    c = sqlite3.connect(":memory:")
    c.execute("CREATE VIRTUAL TABLE said USING fts5(text, iso, tokenize = \"unicode61 remove_diacritics 0\", detail = 'column')")
    c.execute("CREATE VIRTUAL TABLE parts USING fts5(text, tokenize = 'trigram')")
    c.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, iso TEXT)")
    for key, text, iso in texts(rows):
        c.execute("INSERT INTO said (rowid, text, iso) VALUES (?, ?, ?)", (key, text, f"class{iso}"))
        c.execute("INSERT INTO parts (rowid, text) VALUES (?, ?)", (key, text))
        c.execute("INSERT INTO article VALUES (?, ?)", (key, iso))
    c.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(said, row)")
    letters = [word for (word,) in c.execute("SELECT term FROM vocabulary") if word.isalpha()]

    def matching(match: str) -> Answer:
        [(number,)] = c.execute("SELECT count(*) FROM said WHERE said MATCH ?", (match,))
        return number, [key for (key,) in c.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY rowid LIMIT 20", (match,))]

    def ask(asked: Asked) -> Answer:
        if asked.kind == "part":
            match = " AND ".join(f'"{part}"' for part in asked.words)
            within = "FROM parts JOIN article ON article.id = parts.rowid WHERE parts MATCH ? AND article.iso = ?"
            [(number,)] = c.execute(f"SELECT count(*) {within}", (match, asked.iso))
            return number, [k for (k,) in c.execute(f"SELECT parts.rowid {within} ORDER BY parts.rowid LIMIT 20", (match, asked.iso))]
        each = [nearest(word, letters, 1) if asked.kind == "typo" else [word] for word in asked.words]
        if not all(each):
            return 0, []
        said = " AND ".join("(" + " OR ".join(f'text : "{word}"' for word in words) + ")" for words in each)
        return matching(f"{said} AND iso : class{asked.iso}")

    return ask


def by_postgresql(rows: Sequence[Entry], address: str) -> Ask:
    """PostgreSQL: text search over words, trigrams over texts, levenshtein() over a table of words."""
    import psycopg

    c = psycopg.connect(address, autocommit=True)
    c.execute("CREATE EXTENSION pg_trgm")
    c.execute("CREATE EXTENSION fuzzystrmatch")
    c.execute("CREATE TABLE article (id integer PRIMARY KEY, text text, iso text)")
    c.execute("CREATE TABLE vocabulary (word text PRIMARY KEY)")
    with c.cursor() as cursor:
        with cursor.copy("COPY article FROM STDIN") as copy:
            for row in texts(rows):
                copy.write_row(row)
        with cursor.copy("COPY vocabulary FROM STDIN") as copy:
            for word in {word for _, text, _ in texts(rows) for word in text.split() if word.isalpha()}:
                copy.write_row((word,))
    c.execute("CREATE INDEX ON article USING gin (to_tsvector('simple', text))")
    c.execute("CREATE INDEX ON article USING gin (text gin_trgm_ops)")
    c.execute("CREATE INDEX ON article (iso)")
    c.execute("VACUUM ANALYZE")
    near = "SELECT word FROM vocabulary WHERE length(word) BETWEEN %s AND %s AND levenshtein_less_equal(word, %s, 1) <= 1"

    def ask(asked: Asked) -> Answer:
        if asked.kind == "part":
            held, given = " AND ".join(["text LIKE %s"] * len(asked.words)), [f"%{part}%" for part in asked.words]
        else:
            each = [[word] for word in asked.words]
            if asked.kind == "typo":
                each = [[one for (one,) in c.execute(near, (len(w) - 1, len(w) + 1, w))] for w in asked.words]
            if not all(each):
                return 0, []
            held = "to_tsvector('simple', text) @@ to_tsquery('simple', %s)"
            given = [" & ".join("(" + " | ".join(f"'{word}'" for word in words) + ")" for words in each)]
        [(number,)] = c.execute(f"SELECT count(*) FROM article WHERE {held} AND iso = %s", (*given, asked.iso)).fetchall()
        first = c.execute(f"SELECT id FROM article WHERE {held} AND iso = %s ORDER BY id LIMIT 20", (*given, asked.iso))
        return number, [key for (key,) in first]

    return ask


def by_tantivy(rows: Sequence[Entry]) -> Ask:
    """tantivy in memory: terms, a regular expression over its words, and its own automaton for misspelt words."""
    import tantivy as t

    builder = t.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace")
    builder.add_text_field("iso", tokenizer_name="raw")
    builder.add_unsigned_field("key", stored=True, indexed=True, fast=True)
    schema = builder.build()
    index = t.Index(schema)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for key, text, iso in texts(rows):
        document = t.Document(text=text, iso=iso)
        document.add_unsigned("key", key)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    query_for: dict[Kind, Callable[[str], Any]] = {
        "words": lambda word: t.Query.term_query(schema, "text", word),
        "part": lambda part: t.Query.regex_query(schema, "text", f".*{part}.*"),
        "typo": lambda word: t.Query.fuzzy_term_query(schema, "text", word, distance=1, transposition_cost_one=False),
    }

    def ask(asked: Asked) -> Answer:
        musts = [t.Query.term_query(schema, "iso", asked.iso), *(query_for[asked.kind](word) for word in asked.words)]
        query = t.Query.boolean_query([(t.Occur.Must, must) for must in musts])
        found = searcher.search(query, FIRST, count=True, order_by_field="key", order=t.Order.Asc)
        return found.count, [searcher.doc(address)["key"][0] for _, address in found.hits]

    return ask
