"""Every row of a price list gets its verdict, and only rows without fault change anything."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.procurement.lists import (
    Change,
    Comparison,
    Conditions,
    ListRow,
    Standing,
    Terms,
    Unread,
    Verdict,
    compare,
    key_of,
    percent_tenths,
)
from handtag.domain.procurement.verdicts import read_verdict, verdict_lines

TODAY, MARCH, JUNE = date(2026, 2, 1), date(2026, 3, 1), date(2026, 6, 1)
AT = Conditions(MARCH, TODAY, lots={"1": 1, "2": 3}, articles=frozenset({"20001"}))
CHAIR = Standing("N-001", Terms(100_000), date(2026, 1, 1), "Stol")
KNOWN = {"N-001": CHAIR}


def row(number: str = "N-001", ore: int = 100_000, line: int = 2, **more: object) -> ListRow:
    return ListRow(line, number, ore, **more)  # type: ignore[arg-type]


def one(row: ListRow | Unread, known: dict[str, Standing] = KNOWN, at: Conditions = AT) -> tuple[Verdict, tuple[Change, ...]]:
    found = compare([row], known, at)
    return found.verdicts[0], found.changes


def test_what_the_agreement_has_not_is_new() -> None:
    verdict, changes = one(row("N-002", 5_000, name="Dyna", article="20001", gtin="07350000000001"))
    assert (verdict.verdict, verdict.old_ore, verdict.new_ore) == ("new", None, 5_000)
    assert changes == (Change("N-002", "N-002", Terms(5_000), "Dyna", "20001", "07350000000001", is_new=True),)


def test_another_price_is_a_change_with_both_prices() -> None:
    verdict, changes = one(row(ore=104_000))
    assert (verdict.verdict, verdict.old_ore, verdict.new_ore) == ("changed", 100_000, 104_000)
    assert changes[0].terms == Terms(104_000)


@pytest.mark.parametrize("number", ["N-001", "n-001", " N-0 01", "Ｎ-001"])
def test_the_same_again_changes_nothing_however_it_is_written(number: str) -> None:
    verdict, changes = one(row(number))
    assert (verdict.verdict, changes) == ("unchanged", ())


@pytest.mark.parametrize("said", [{"rank": 2}, {"minimum_quantity": 5}, {"lead_time_days": 10}, {"warranty_months": 24}])
def test_other_terms_are_a_change_too(said: dict[str, int]) -> None:
    verdict, changes = one(row(said=said))
    assert (verdict.verdict, verdict.code) == ("changed", "other_terms")
    assert changes[0].terms == replace(Terms(100_000), **said)  # type: ignore[arg-type]


def test_what_a_list_does_not_say_stays() -> None:
    known = {"N-001": replace(CHAIR, terms=Terms(100_000, "1", 2, 5, 10, 24), article="20001", gtin="x")}
    _verdict, changes = one(row(ore=101_000), known)
    assert changes[0] == Change("N-001", "N-001", Terms(101_000, "1", 2, 5, 10, 24), "Stol", "20001", "x", is_new=False)


def test_a_line_that_moves_to_a_lot_gets_the_suppliers_rank_there() -> None:
    assert one(row(said={"lot": "2"}))[1][0].terms == Terms(100_000, "2", 3)
    assert one(row(said={"lot": "2", "rank": 1}))[1][0].terms == Terms(100_000, "2", 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (row("N-002", said={"lot": "9"}), "no_such_lot"),
        (row("N-002", article="99999"), "no_such_article"),
    ],
)
def test_what_is_not_known_here_is_a_conflict(given: ListRow, code: str) -> None:
    verdict, changes = one(given)
    assert (verdict.verdict, verdict.code, changes) == ("conflict", code, ())


@pytest.mark.parametrize(("number", "known"), [("1234", "001234"), ("001234", "1234")])
def test_a_number_that_differs_by_leading_zeros_is_never_taken_for_a_new_one(number: str, known: str) -> None:
    verdict, changes = one(row(number), {known: replace(CHAIR, number=known)})
    assert (verdict.verdict, verdict.code, verdict.value, changes) == ("conflict", "reads_like", known, ())


def test_a_number_said_twice_with_two_prices_is_a_conflict_and_with_one_a_repetition() -> None:
    found = compare([row(ore=1, line=2), row(ore=2, line=3), row(ore=1, line=4)], {}, AT)
    assert [(one.verdict, one.code) for one in found.verdicts] == [("new", ""), ("conflict", "said_twice"), ("ignored", "repeated")]
    assert len(found.changes) == 1


def test_prices_follow_each_other_in_the_order_of_their_days() -> None:
    known = {"N-001": replace(CHAIR, latest_from=JUNE)}
    verdict, changes = one(row(ore=1), known)
    assert (verdict.code, verdict.value, changes) == ("later_price", "2026-06-01", ())
    assert one(row(), known)[0].verdict == "unchanged"


def test_a_price_that_has_been_in_force_stands() -> None:
    late = replace(AT, today=date(2026, 3, 2))
    assert one(row(ore=1), at=late)[0].code == "been_in_force"
    assert one(row(ore=1), at=replace(AT, today=MARCH))[0].verdict == "changed"
    assert one(row("N-002"), at=late)[0].verdict == "new"  # what has had no price may have one from before


@pytest.mark.parametrize(("ore", "verdict"), [(100_001, "conflict"), (99_999, "changed")])
def test_a_fixed_price_may_fall_but_not_rise(ore: int, verdict: str) -> None:
    assert one(row(ore=ore), at=replace(AT, fixed_until=MARCH))[0].verdict == verdict
    assert one(row(ore=ore), at=replace(AT, fixed_until=date(2026, 2, 28)))[0].verdict == "changed"


@pytest.mark.parametrize(("ore", "code"), [(103_000, ""), (103_001, "rises_too_much")])
def test_a_price_rises_at_most_as_agreed(ore: int, code: str) -> None:
    assert one(row(ore=ore), at=replace(AT, highest_rise_percent=3))[0].code == code


def test_only_a_complete_list_ends_what_it_has_not() -> None:
    assert compare([row("N-002")], KNOWN, AT).counts["gone"] == 0
    found = compare([row("N-002")], KNOWN, replace(AT, is_complete=True))
    assert found.verdicts[-1] == Verdict(0, "gone", "N-001", "Stol", old_ore=100_000)
    assert found.changes[-1].terms == Terms(None)


def test_what_has_ended_is_not_gone_again_and_comes_back_as_new() -> None:
    known = {"N-001": replace(CHAIR, terms=Terms(None))}
    assert compare([], known, replace(AT, is_complete=True)).verdicts == ()
    assert one(row(ore=1), known)[0].verdict == "new"


def test_what_cannot_end_is_kept_and_told() -> None:
    found = compare([], {"N-001": replace(CHAIR, latest_from=JUNE)}, replace(AT, is_complete=True))
    assert ([(one.verdict, one.code) for one in found.verdicts], found.changes) == ([("kept", "later_price")], ())


def test_rows_that_are_no_offers_and_rows_that_cannot_be_read_are_told_apart() -> None:
    found = compare([Unread(1, "heading"), Unread(2, "not_a_number", "price", "?")], {}, AT)
    assert [one.verdict for one in found.verdicts] == ["ignored", "refused"]


ROWS = st.builds(
    ListRow, st.integers(1, 50), st.sampled_from(["N-001", "n-001", "N-002", "0N", "N", "5", "05"]), st.integers(0, 200_000),
    st.sampled_from(["", "Stol"]), st.sampled_from(["", "20001", "9"]), st.just(""),
    st.dictionaries(st.sampled_from(["rank", "minimum_quantity"]), st.integers(1, 3)),
)  # fmt: skip
UNREAD = st.builds(Unread, st.integers(1, 50), st.sampled_from(["blank", "missing"]), st.sampled_from(["", "price"]))


def stand(known: dict[str, Standing], found: Comparison, at: date) -> dict[str, Standing]:
    """The agreement after what was found is written."""
    new = {one.key: Standing(one.number, one.terms, at, one.name, one.article, one.gtin) for one in found.changes}
    return {**known, **new}


@given(st.lists(ROWS | UNREAD, max_size=12), st.booleans())
def test_nothing_is_lost_and_the_same_list_again_changes_nothing(rows: list[ListRow | Unread], is_complete: bool) -> None:
    at = replace(AT, is_complete=is_complete)
    found = compare(rows, KNOWN, at)
    counts = found.counts
    assert counts["read"] == len(rows) == sum(1 for one in found.verdicts if one.row)
    assert len(found.changes) == counts["new"] + counts["changed"] + counts["gone"] == len({one.key for one in found.changes})
    assert compare(rows, stand(KNOWN, found, MARCH), at).changes == ()


@given(st.lists(ROWS, max_size=8))
def test_the_hash_says_exactly_what_would_be_written(rows: list[ListRow]) -> None:
    found = compare(rows, {}, AT)
    assert found.contents_hash == compare(rows, {}, AT).contents_hash
    for place, change in enumerate(found.changes):
        other = replace(change, terms=replace(change.terms, amount_ore=(change.terms.amount_ore or 0) + 1))
        changes = (*found.changes[:place], other, *found.changes[place + 1 :])
        assert Comparison(found.verdicts, changes).contents_hash != found.contents_hash


@given(st.lists(ROWS | UNREAD, max_size=8))
def test_verdicts_are_kept_as_texts_and_read_the_same(rows: list[ListRow | Unread]) -> None:
    verdicts = compare(rows, KNOWN, replace(AT, is_complete=True)).verdicts
    assert tuple(read_verdict(line) for line in verdict_lines(verdicts)) == verdicts


@pytest.mark.parametrize(("old", "new", "tenths"), [(100_000, 103_000, 30), (100_000, 96_999, -30), (0, 5, None), (3, 4, 333)])
def test_a_change_in_percent(old: int, new: int, tenths: int | None) -> None:
    assert percent_tenths(old, new) == tenths


def test_a_key_has_no_case_width_or_spaces() -> None:
    assert key_of(" ａb-1 2") == "AB-12"
