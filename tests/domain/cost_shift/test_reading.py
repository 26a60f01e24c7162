"""Every row is read or refused with row, field and reason; nothing is lost."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.numbers import personnummer

from handtag.domain.cost_shift.headings import FIELDS, guess, heading_row
from handtag.domain.cost_shift.reading import CellError, age_band, iso_code, number, ore, payer, read_list
from handtag.domain.cost_shift.rows import Ages, Fault
from handtag.domain.cost_shift.words import ENGLISH, SWEDISH

HEADINGS = ["ISO-kod", "Artikel", "Betalare", "Enhet", "Kommun", "Antal", "Kostnad per år", "Ålder", "Boende", "Hemsjukvård"]
GOOD = ["12 06 06", "Rollator", "Region", "R1", "Luleå", "3", "1 234,50", "65-79", "ordinärt boende", "ja"]


def test_headings_are_recognised_below_a_title() -> None:
    table = [["Hjälpmedel 2020"], [], HEADINGS, GOOD]
    assert heading_row(table) == 2
    assert guess(HEADINGS) == {
        "iso_code": 0, "article": 1, "payer": 2, "unit": 3, "municipality": 4, "volume": 5, "cost": 6, "age": 7, "housing": 8,
        "home_health_care_enrolled": 9,
    }  # fmt: skip


def test_a_row_is_read_with_its_number_in_the_file() -> None:
    found = read_list([["Titel"], HEADINGS, GOOD, ["", ""], GOOD], guess(HEADINGS))
    assert [row.number for row in found.rows] == [3, 5]
    assert found.blank == 1
    row = found.rows[0]
    assert (row.cost_ore, row.volume, row.unit, row.municipality, row.article) == (123450, 3, "R1", "Luleå", "Rollator")
    assert row.case.facts == (("home_health_care_enrolled", True), ("housing", "ordinary"), ("iso_code", "120606"))
    assert (row.case.ages, row.case.today) == (Ages(65, 79), "region")
    assert found.rows[1].case is row.case


@pytest.mark.parametrize(
    ("column", "text", "field", "code"),
    [
        (0, "", "iso_code", "missing"),
        (0, "12 06 0x", "iso_code", "not_a_code"),
        (0, "120606123", "iso_code", "not_a_code"),
        (2, "Försäkringskassan", "payer", "not_a_payer"),
        (5, "2,5", "volume", "not_whole"),
        (5, "-1", "volume", "not_whole"),
        (5, "några", "volume", "not_a_number"),
        (6, "", "cost", "missing"),
        (6, "1.234", "cost", "ambiguous_number"),
        (6, "#SAKNAS!", "cost", "not_a_number"),
        (6, "1/0", "cost", "not_a_number"),
        (6, "9" * 20, "cost", "not_a_number"),
        (7, "gammal", "age", "not_an_age"),
        (7, "80-60", "age", "not_an_age"),
        (7, "200", "age", "not_an_age"),
        (8, "husbåt", "housing", "not_a_value"),
        (9, "kanske", "home_health_care_enrolled", "not_yes_or_no"),
    ],
)
def test_a_bad_cell_is_reported_with_row_field_and_reason(column: int, text: str, field: str, code: str) -> None:
    bad = [*GOOD[:column], text, *GOOD[column + 1 :]]
    found = read_list([HEADINGS, GOOD, bad, GOOD], guess(HEADINGS))
    assert found.faults == (Fault(3, field, code, text.strip()),)
    assert [row.number for row in found.rows] == [2, 4]


def test_a_short_row_is_refused_not_lost() -> None:
    found = read_list([HEADINGS, ["120606"], GOOD], guess(HEADINGS))
    assert [(fault.row, fault.code) for fault in found.faults] == [(2, "missing")]
    assert len(found.rows) == 1


@given(st.lists(st.lists(st.text(max_size=8), max_size=11), max_size=20))  # too short for an identity number
def test_rows_read_refused_and_blank_are_all_the_rows(cells: list[list[str]]) -> None:
    found = read_list([HEADINGS, *cells], guess(HEADINGS), 0)
    assert len(found.rows) + len(found.faults) + found.blank == len(cells)


def test_a_list_of_persons_is_refused_whole() -> None:
    table = [[*HEADINGS, "Person"], [*GOOD, personnummer("19400315")], [*GOOD, ""]]
    with pytest.raises(CellError) as refused:
        read_list(table, guess(HEADINGS))
    assert (refused.value.field, refused.value.code) == ("file", "persons")


def test_a_long_article_number_is_no_person() -> None:
    articles = [[*GOOD[:1], f"55{number:08d}", *GOOD[2:]] for number in range(40)]
    assert len(read_list([HEADINGS, *articles], guess(HEADINGS)).rows) == 40


@pytest.mark.parametrize("missing", ["cost", "iso_code"])
def test_a_list_without_cost_or_code_is_refused_whole(missing: str) -> None:
    mapped = {field: at for field, at in guess(HEADINGS).items() if field != missing}
    with pytest.raises(CellError) as refused:
        read_list([HEADINGS, GOOD], mapped)
    assert (refused.value.field, refused.value.code) == (missing, "not_mapped")


def test_what_holds_for_the_whole_list_does_not_overrule_a_row() -> None:
    found = read_list([HEADINGS, GOOD], guess(HEADINGS), common={"housing": "lss_housing", "purpose": "personal"})
    assert dict(found.rows[0].case.facts)["housing"] == "ordinary"
    assert dict(found.rows[0].case.facts)["purpose"] == "personal"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1 234,50", "1234.5"), ("1\u00a0234,5 kr", "1234.5"), ("1.234,50", "1234.5"), ("1,234.50", "1234.5"), ("−5", "-5"),
     ("1234.5000", "1234.5"), ("1.234.567", "1234567"), ("100:-", "100")],
)  # fmt: skip
def test_numbers_are_read_as_swedes_and_spreadsheets_write_them(text: str, amount: str) -> None:
    assert number(text, "cost") == Fraction(amount)


def test_kronor_with_more_decimals_are_rounded_once() -> None:
    assert (ore("0,005"), ore("10,0049"), ore("-0,0050")) == (1, 1000, -1)


@pytest.mark.parametrize(("text", "code"), [("40306", "040306"), ("12.22.03", "122203"), ("ISO 1222", "1222"), ("9", "9")])
def test_a_code_gets_back_the_zero_that_a_spreadsheet_took(text: str, code: str) -> None:
    if code == "9":
        with pytest.raises(CellError):
            iso_code(text)
    else:
        assert iso_code(text) == code


def test_payers_are_known_by_name() -> None:
    assert payer("Region Norr") == "region"
    assert payer("Testköpings kommun") == "municipality"
    assert payer("Eget ansvar") == "own_responsibility"
    assert payer("") is None


def test_ages_are_single_bands_or_open() -> None:
    assert (age_band("67 år"), age_band("65–79"), age_band("85+")) == (Ages(67, 67), Ages(65, 79), Ages(85, 130))


def test_each_language_has_every_word() -> None:
    assert SWEDISH.keys() == ENGLISH.keys()
    source = Path(read_list.__code__.co_filename).read_text(encoding="utf-8")
    codes = {word for word in ("missing", "persons", "not_mapped", "ambiguous_number", "not_a_value") if f'"{word}"' in source}
    assert {f"fault.{code}" for code in codes} <= SWEDISH.keys()
    assert len(FIELDS) == len(set(FIELDS))
