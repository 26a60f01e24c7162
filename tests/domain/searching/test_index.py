"""Each way of searching against what plain loops over all texts say, on catalogues that Hypothesis invents; and an index that has changed
against one made from nothing."""

import dataclasses
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.searching.shelf import entries, shelf

from handtag.apps.catalogue.search_index_swedish import SWEDISH
from handtag.domain.searching import positions as sets
from handtag.domain.searching.index import FACETS, ORDERS, Entry, Index, build, swedish
from handtag.domain.searching.reading import search
from handtag.domain.searching.words import Vocabulary, words_of

SYLLABLES = st.sampled_from(["rull", "stol", "dyn", "a", "ar", "säng", "lyft", "s", "el", "å", "ö", "m3", "45"])
WORDS = st.lists(SYLLABLES, min_size=1, max_size=4).map("".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ENTRIES = st.builds(
    Entry,
    key=st.integers(1, 60),
    number=st.integers(1000, 1099).map(str),
    name=TEXTS,
    other=st.one_of(st.just(""), TEXTS),
    codes=st.one_of(st.just(()), st.tuples(st.integers(0, 10**6).map(lambda n: f"{n:014d}"))),
    iso=st.sampled_from(["122203", "122303", "12220301", "091203"]),
    kind=st.sampled_from(["device", "component", "service"]),
    assortment=st.sampled_from(["stocked", "order_item", "phased_out"]),
    supplier=st.sampled_from(["Tallmark", "Ekedal AB"]),
    price=st.one_of(st.none(), st.integers(0, 10_000_000)),
    price_kind=st.sampled_from(["rent_per_month", "sale"]),
)
CATALOGUES = st.lists(ENTRIES, max_size=30, unique_by=lambda entry: entry.key)


def keys(index: Index, found: sets.Positions) -> set[int]:
    return {index.entries[position].key for position in sets.listed(index.alive(found))}


def by_loop(rows: list[Entry], holds: Callable[[str], bool]) -> set[int]:
    return {entry.key for entry in rows if any(holds(word) for word in words_of(f"{entry.name} {entry.other} {entry.supplier}"))}


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, WORDS)
def test_words_beginnings_and_parts_are_where_they_stand(rows: list[Entry], typed: str) -> None:
    index = build(rows, SWEDISH)
    [word] = words_of(typed)
    known = index.vocabulary
    assert keys(index, index.having([word])) == by_loop(rows, lambda one: one == word)
    assert keys(index, index.having(known.beginning(word))) == by_loop(rows, lambda one: one.startswith(word))
    assert keys(index, index.having(known.containing(word))) == by_loop(rows, lambda one: word in one)
    assert keys(index, index.in_group("1222")) == {entry.key for entry in rows if entry.iso.startswith("1222")}
    assert keys(index, index.numbered("10")) == {
        e.key for e in rows if any(n.startswith("10") for n in (e.number, *(c.lstrip("0") for c in e.codes)))
    }


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcd", min_size=1, max_size=9), unique=True), st.text("abcd", min_size=4, max_size=9))
def test_a_word_one_change_away_is_always_found(words: list[str], typed: str) -> None:
    from rapidfuzz.distance import OSA

    vocabulary = Vocabulary(
        tuple(sorted(words)),
        dataclasses.replace(SWEDISH, nearest=lambda word, among, most: [w for w in among if OSA.distance(word, w) <= most]),
    )
    assert set(vocabulary.near(typed, 1)) == {word for word in words if OSA.distance(word, typed) <= 1}


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, CATALOGUES, st.sets(st.integers(1, 60)), TEXTS)
def test_an_index_that_has_changed_answers_as_one_made_from_nothing(
    before: list[Entry], changed: list[Entry], removed: set[int], typed: str
) -> None:
    removed -= {entry.key for entry in changed}
    after = {entry.key: entry for entry in (*before, *changed) if entry.key not in removed}
    index = build(before, SWEDISH)
    old = [search(index, typed).keys(0, 99), search(index, "").facets]
    new, fresh = index.with_changes(changed, removed), build(after.values(), SWEDISH)
    assert new.number_of_entries == len(after)
    for text in (typed, typed[:3], "", *(entry.name for entry in changed[:3])):
        found, wanted = search(new, text), search(fresh, text)
        assert (len(found), found.facets) == (len(wanted), wanted.facets)
        for order in ("relevance", *ORDERS, *(f"-{name}" for name in ORDERS if name != "relevance")):
            assert sorted(found.keys(0, 99, order)) == sorted(wanted.keys(0, 99, order))
    assert [search(index, typed).keys(0, 99), search(index, "").facets] == old


@settings(max_examples=40, deadline=None)
@given(CATALOGUES, TEXTS, st.sampled_from(sorted(FACETS)))
def test_a_facet_counts_what_choosing_it_leaves(rows: list[Entry], typed: str, name: str) -> None:
    index = build(rows, SWEDISH)
    for value, number in search(index, typed, {"kind": "device"}).facets[name].items():
        chosen = {"kind": "device", name: value}
        found = search(index, typed, chosen)
        assert len(found) == number > 0
        assert all(FACETS[name](index.entries[index.places[key]]) == value for key in found.keys(0, 99))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 3000)), min_size=1, max_size=5), st.sets(st.integers(0, 3000)))
def test_sets_answer_alike_whether_they_are_listed_or_many(parts: list[set[int]], other: set[int]) -> None:
    for form in (frozenset, lambda s: sets.posting(sorted(s)), lambda s: sets.as_many(sorted(s))):
        held = [form(part) for part in parts]
        assert set(sets.listed(sets.either(held))) == set().union(*parts)
        for form2 in (frozenset, lambda s: sets.as_many(sorted(s))):
            assert set(sets.listed(sets.both(held[0], form2(other)))) == parts[0] & other
            assert set(sets.listed(sets.without(held[0], form2(other)))) == parts[0] - other
        assert len(held[0]) == len(parts[0])
        backwards = list(range(3000, -1, -1))
        assert sets.first(held[0], backwards, backwards, 1, 4) == sorted(parts[0], reverse=True)[1:4]


def test_a_value_that_no_article_has_narrows_nothing_but_a_code_does() -> None:
    assert len(search(shelf(), "", {"kind": "stolen", "supplier": "Nobody"})) == len(entries())
    assert len(search(shelf(), "", {"iso": "99"})) == 0


def test_pages_of_a_list_join_to_the_whole() -> None:
    found = search(shelf(), "o")
    whole = found.keys(0, 99)
    assert [key for start in range(0, len(whole), 3) for key in found.keys(start, start + 3)] == whole
    for order in ("name", "-name", "price_ore", "-number"):
        assert [key for start in range(0, len(whole), 3) for key in found.keys(start, start + 3, order)] == found.keys(0, 99, order)


def test_lists_are_sorted_as_swedish_is() -> None:
    assert sorted(["Ö", "Zebra", "Ä", "Å", "apa"], key=swedish) == ["apa", "Zebra", "Å", "Ä", "Ö"]
    names = [entries()[key - 1].name for key in search(shelf(), "").keys(0, 99, "name")]
    assert names.index("Säng Natt") > names.index("Sittdyna")


def test_what_is_typed_may_be_long_and_odd() -> None:
    for text in ("x" * 5000, "rollator " * 500, "%_\\'\"", "\0", "  ", "-", "٣", "ⅷ", "ß", "12 " * 60):
        search(shelf(), text)
