"""A file for a spreadsheet: numbers stay numbers, and no text is calculated."""

from datetime import date

import pytest

from handtag.web.shell.spreadsheet import csv_answer, kronor


def body(*cells: object) -> str:
    return csv_answer("rader", ["A"], [cells]).content.decode().split("\r\n")[1]


@pytest.mark.law("ASVS 1.2.10")
@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_text_that_would_be_calculated_gets_an_apostrophe(text: str) -> None:
    assert body(text).strip('"').startswith("'")


def test_numbers_and_days_are_written_as_they_are() -> None:
    assert body(kronor(-4892), 31, date(2026, 11, 21), None, "Rollator") == "-48,92;31;2026-11-21;;Rollator"


def test_a_semicolon_or_quote_stays_in_its_cell() -> None:
    assert body('a;b "c"') == '"a;b ""c"""'


def test_swedish_letters_are_read_right() -> None:
    answer = csv_answer("rader", ["Åtgärd"], [])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == 'attachment; filename="rader.csv"'
