"""Identity numbers as they are written and compared: personnummer, samordningsnummer, organisationsnummer, HSA-id. No storage."""

import re
from dataclasses import dataclass
from datetime import date

from handtag.domain.values.errors import Refused

_DIGITS = re.compile(r"[^0-9]")
_HSA = re.compile(r"^SE\d{10}-[0-9A-Z]{1,20}$")


@dataclass(frozen=True)
class PersonNumber:
    """A personnummer or samordningsnummer as twelve digits; its text form is masked so that it cannot leak into a log."""

    digits: str

    @classmethod
    def parse(cls, text: str, *, today: date, field: str = "personnummer") -> "PersonNumber":
        """Read `19900101-2385`, `900101-2385`, `900101+2385` or twelve digits. Raises Refused("identity.invalid")."""
        digits = _DIGITS.sub("", text)
        if len(digits) == 10:
            digits = _century(digits, older="+" in text, today=today) + digits
        if len(digits) != 12 or not _luhn(digits[2:]) or _birth_date(digits) is None:
            raise Refused("identity.invalid", field=field)
        return cls(digits)

    @property
    def birth_date(self) -> date:
        born = _birth_date(self.digits)
        assert born is not None, "parse() let an impossible date through"
        return born

    @property
    def kind(self) -> str:
        return "coordination_number" if int(self.digits[6:8]) > 60 else "personnummer"

    def grouped(self) -> str:
        return f"{self.digits[:8]}-{self.digits[8:]}"

    def __str__(self) -> str:
        return f"{self.digits[:8]}-****"

    __repr__ = __str__


def age_on(born: date, day: date) -> int:
    """Whole years on `day`; one born on 29 February becomes older on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_hsa_id(text: str) -> bool:
    return bool(_HSA.match(text)) and _luhn(text[2:12])


def is_organisation_number(text: str) -> bool:
    digits = _DIGITS.sub("", text)
    return len(digits) == 10 and _luhn(digits)


def _century(digits: str, *, older: bool, today: date) -> str:
    year = today.year - (today.year - int(digits[:2])) % 100
    return str((year - 100 if older else year) // 100)


def _birth_date(digits: str) -> date | None:
    day = int(digits[6:8])
    try:
        return date(int(digits[:4]), int(digits[4:6]), day - 60 if day > 60 else day)
    except ValueError:
        return None


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
