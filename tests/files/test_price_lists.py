"""Price lists of any layout become typed rows; every row is one or says why not."""

import pytest

from handtag.domain.procurement.lists import ListRow, Unread
from handtag.files.device_lists import Table
from handtag.files.price_lists import columns_as_before, guessed_columns, list_heading_row, price_rows

HEADS = ["Art.nr", "Benämning", "Nettopris", "EAN", "Delområde", "Rangordning", "Pris per", "Minsta antal", "Ledtid", "Garanti", "Valuta"]
COLUMNS = guessed_columns(HEADS)


def read(*cells: str) -> ListRow | Unread:
    return list(price_rows([HEADS, [*cells, *[""] * (len(HEADS) - len(cells))]], COLUMNS))[1]


def test_columns_are_known_by_the_words_suppliers_use() -> None:
    assert COLUMNS == {
        "number": 0, "name": 1, "price": 2, "gtin": 3, "lot": 4, "rank": 5, "per_quantity": 6, "minimum_quantity": 7, "lead_time_days": 8,
        "warranty_months": 9, "currency": 10,
    }  # fmt: skip


def test_columns_may_have_moved_since_the_last_list() -> None:
    assert columns_as_before(["Pris 2027", "", "ART NR"], {"number": "Art.nr", "price": "Pris 2027", "gtin": "EAN"}) == {
        "number": 2,
        "price": 0,
    }


def test_a_whole_row() -> None:
    found = read("A-1", "Stol", "1 234,50 kr", "7350053850019", "2", "1", "", "5", "14", "24", "SEK")
    said = {"lot": "2", "rank": 1, "minimum_quantity": 5, "lead_time_days": 14, "warranty_months": 24}
    assert found == ListRow(2, "A-1", 123_450, "Stol", "", "07350053850019", said)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("\u200b00123", "00123"), ("\ufeffA 1", "A 1"), ("12345.0", "12345"), ("12345,000000", "12345"), ("5.0", "5.0"), ("A\u00ad1", "A1")],
)
def test_a_number_is_a_text_without_what_spreadsheets_add(cell: str, number: str) -> None:
    found = read(cell, "", "1")
    assert isinstance(found, ListRow)
    assert found.number == number


@pytest.mark.parametrize(("price", "per", "ore", "is_rounded"), [
    ("12,50", "100", 13, True), ("1250", "100", 1_250, False), ("0", "", 0, False), ("0,005", "", 1, True), ("12.500000", "", 1_250, False),
])  # fmt: skip
def test_a_price_is_that_of_one_piece_in_whole_ore(price: str, per: str, ore: int, is_rounded: bool) -> None:
    found = read("A", "", price, "", "", "", per)
    assert isinstance(found, ListRow)
    assert (found.amount_ore, found.is_rounded) == (ore, is_rounded)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (("", "Stol", "5"), "number", "missing"),
        (("A", "Stol", ""), "price", "missing"),
        (("A" * 61, "", "5"), "number", "too_long"),
        (("1,23457E+11", "", "5"), "number", "digits_lost"),
        (("A", "", "#DIV/0!"), "price", "not_a_number"),
        (("A", "", "=1+1"), "price", "not_a_number"),
        (("A", "", "1.234"), "price", "ambiguous_number"),
        (("A", "", "-1"), "price", "negative"),
        (("A", "", "99999999999"), "price", "not_a_number"),
        (("A", "", "0,004"), "price", "less_than_an_ore"),
        (("A", "x" * 201, "5"), "name", "too_long"),
        (("A", "", "5", "7350053850018"), "gtin", "not_a_gtin"),
        (("A", "", "5", "123"), "gtin", "not_a_gtin"),
        (("A", "", "5", "", "", "0"), "rank", "not_whole"),
        (("A", "", "5", "", "", "1,5"), "rank", "not_whole"),
        (("A", "", "5", "", "", "", "0"), "per_quantity", "not_whole"),
        (("A", "", "5", "", "", "", "", "", "vecka"), "lead_time_days", "not_a_number"),
        (("A", "", "5", "", "", "", "", "", "", "", "EUR"), "currency", "other_currency"),
    ],
)
def test_a_row_that_cannot_be_read_says_field_and_reason(cells: tuple[str, ...], field: str, code: str) -> None:
    found = read(*cells)
    assert isinstance(found, Unread)
    assert (found.row, found.field, found.code, found.number) == (2, field, code, cells[0][:60])


def test_titles_headings_blank_rows_and_notes_are_no_offers() -> None:
    table: Table = [["Prislista"], HEADS, [], ["  ", ""], ["", "Rullstolar"], ["art nr", "", "NETTOPRIS"], ["A", "Stol", "5"]]
    assert [(one.row, one.code if isinstance(one, Unread) else "offer") for one in price_rows(table, COLUMNS)] == [
        (1, "title"), (2, "heading"), (3, "blank"), (4, "blank"), (5, "note"), (6, "heading"), (7, "offer"),
    ]  # fmt: skip
    assert list_heading_row(table) == 1
