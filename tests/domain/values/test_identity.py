"""Identity numbers: read as people write them, refused when they cannot be right, masked wherever they might leak."""

from datetime import date

import pytest

from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import PersonNumber, age_on, is_hsa_id, is_organisation_number

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("19900101-2385", "199001012385"),
        ("900101-2385", "199001012385"),
        ("9001012385", "199001012385"),
        ("200002292399", "200002292399"),
        (" 2000 0229-2399 ", "200002292399"),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, digits: str) -> None:
    assert PersonNumber.parse(written, today=TODAY).digits == digits


@pytest.mark.parametrize("written", ["199001012386", "19901301-2385", "12345", "", "två", "200102292395"])
def test_an_impossible_number_is_refused_at_its_field(written: str) -> None:
    with pytest.raises(Refused) as refusal:
        PersonNumber.parse(written, today=TODAY)
    assert refusal.value.field == "personnummer"


def test_a_plus_sign_makes_a_person_over_a_hundred() -> None:
    assert PersonNumber.parse("900101+9802", today=TODAY).birth_date == date(1890, 1, 1)


def test_a_coordination_number_has_its_day_plus_sixty() -> None:
    number = PersonNumber.parse("196109732393", today=TODAY)
    assert (number.kind, number.birth_date) == ("coordination_number", date(1961, 9, 13))


def test_its_text_and_repr_are_masked() -> None:
    number = PersonNumber.parse("199001012385", today=TODAY)
    assert "2385" not in f"{number} {number!r}"


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2008, 11, 21), date(2026, 11, 20), 17),
        (date(2008, 11, 21), date(2026, 11, 21), 18),
        (date(2000, 2, 29), date(2018, 2, 28), 17),
        (date(2000, 2, 29), date(2018, 3, 1), 18),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, years: int) -> None:
    assert age_on(born, day) == years


def test_hsa_ids_and_organisation_numbers_have_check_digits() -> None:
    assert is_organisation_number("232100-0131")
    assert not is_organisation_number("232100-0132")
    assert is_hsa_id("SE2321000131-A1B2")
    assert not is_hsa_id("SE2321000132-A1B2")
    assert not is_hsa_id("2321000131-A1B2")
