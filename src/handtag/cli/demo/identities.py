"""Identities that belong to nobody: the Swedish Tax Agency's test numbers, and HSA-ids with a valid check digit."""

from datetime import date
from random import Random

TEST_BIRTH_NUMBERS = ("238", "239")


def check_digit(digits: str) -> str:
    """The tenth digit of a personnummer or organisation number (Luhn)."""
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def test_number(born: date, birth_number: str) -> str:
    """`19900101-2385`: a number of the series that the Swedish Tax Agency publishes for tests; never given to a person."""
    start = f"{born:%y%m%d}{birth_number}"
    return f"{born:%Y%m%d}-{birth_number}{check_digit(start)}"


def hsa_id(organisation_number: str, key: str) -> str:
    """An invented HSA-id of an organisation: `SE` + organisation number + a part that no register gave out."""
    plain = key.upper().translate(str.maketrans("ÅÄÖ", "AAO", "-"))
    return f"SE{organisation_number.replace('-', '')}-DEMO{plain}"


def born_at_age(rng: Random, age: int, day: date) -> date:
    """A day of birth of someone who is `age` whole years on `day`; the 29th of February is never drawn."""
    latest = date(day.year - age, day.month, min(day.day, 28)).toordinal()
    born = date.fromordinal(latest - rng.randrange(364))
    return born if (born.month, born.day) != (2, 29) else date(born.year, 2, 28)
