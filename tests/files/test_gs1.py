"""Codes as readers type them: the same message in every way it comes, and nothing read out of half a code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.files import gs1

GTIN = "07350053850019"
WHOLE = f"(01){GTIN}(17)281231(10)LOT42(21)SN123"
BARE = f"01{GTIN}17281231" + "10LOT42\x1d21SN123"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        BARE,
        f"]d2{BARE}",
        f"]C1{BARE}",
        f"]Q3{BARE}",
        BARE.replace("\x1d", "<GS>"),
        BARE.replace("\x1d", "␝"),
        f"\x1d{BARE}",
        f" {BARE} ",
    ],
)
def test_one_message_is_read_however_the_reader_writes_it(text: str) -> None:
    read = gs1.read(text)
    assert read is not None
    assert (read.gtin, read.udi_di, read.serial_number, read.lot) == (GTIN, GTIN, "SN123", "LOT42")
    assert read.expires_on == date(2028, 12, 31)
    assert read.raw == text.strip(), "what was read is kept as it was"


def test_a_month_without_a_day_ends_with_the_month() -> None:
    read = gs1.read(f"01{GTIN}17280200")
    assert read is not None
    assert read.expires_on == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["7350053850019", GTIN, "]E07350053850019"])
def test_a_lone_gtin_is_kept_in_fourteen_digits(text: str) -> None:
    read = gs1.read(text)
    assert read is not None
    assert read.gtin == GTIN


@pytest.mark.parametrize(
    "text",
    [
        "10001", "2001", "30001",  # article numbers that begin like identifiers
        "D1001", "91D1001", "", "   ", "ÅÄÖ", "https://example.se/i/D1001/", "]Q1https://example.se/i/D1001/",
        "7350053850018",  # check digit
        "0107350053850018",  # check digit inside
        f"01{GTIN}17281331", f"01{GTIN}1728023",  # dates that cannot be
        f"01{GTIN}10" + "X" * 21,  # longer than a lot may be: a separator was lost
        "(01)07350053850019(21",
        "(01)07350053850019(21)",
        "(01)07350053850019x(",
    ],
)  # fmt: skip
def test_what_is_no_whole_code_is_not_read_as_one(text: str) -> None:
    assert gs1.read(text) is None


def test_our_own_label_says_the_number_for_life() -> None:
    said = gs1.device_message("D1001", gtin=GTIN, serial_number="S-1")
    assert said == f"(01){GTIN}(21)S-1(91)D1001"
    read = gs1.read(said)
    assert read is not None
    assert (read.device_number, read.gtin, read.serial_number) == ("D1001", GTIN, "S-1")


@pytest.mark.parametrize(
    ("number", "gtin", "serial", "said"),
    [
        ("D1", "", "S-1", "(91)D1"),
        ("D1", "7350053850018", "S", "(91)D1"),
        ("D1", GTIN, "Å1", f"(01){GTIN}(91)D1"),
        ("D1", GTIN, "S" * 21, f"(01){GTIN}(91)D1"),
        ("ÅÖ1", GTIN, "S", ""),
        ("D(1)", GTIN, "S", ""),
    ],
)
def test_what_gs1_does_not_allow_is_left_out(number: str, gtin: str, serial: str, said: str) -> None:
    assert gs1.device_message(number, gtin=gtin, serial_number=serial) == said


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    gs1.read(text)


@given(st.from_regex(gs1.WRITABLE, fullmatch=True).filter(lambda number: len(number) <= 20))
def test_every_number_that_can_be_written_is_read_again(number: str) -> None:
    read = gs1.read(gs1.device_message(number, gtin=GTIN, serial_number=number))
    assert read is not None
    assert (read.device_number, read.serial_number) == (number, number)
