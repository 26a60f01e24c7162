"""Identity numbers as they are written and compared: of persons, organisations and staff (HSA-id). No storage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handtag.domain.values.errors import Refused

RESERVE_NUMBER = "reserve_number"
RANKS = (RESERVE_NUMBER, "coordination_number", "personnummer")
_DIGITS = re.compile(r"[^0-9]")
_RESERVE = re.compile(r"^[0-9A-Z-]{4,20}$")
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

    @property
    def text(self) -> str:
        """As it is stored and found."""
        return self.digits

    def grouped(self) -> str:
        return f"{self.digits[:8]}-{self.digits[8:]}"

    def __str__(self) -> str:
        return f"{self.digits[:8]}-****"

    __repr__ = __str__


@dataclass(frozen=True)
class ReserveNumber:
    """A reservnummer: what a care provider calls somebody by who has no personnummer or samordningsnummer, or whose number is not known.

    It says nothing about who or how old somebody is, and is unique only together with who issued it (an organisation number).
    """

    issuer: str
    number: str
    kind: ClassVar[str] = RESERVE_NUMBER
    birth_date: ClassVar[date | None] = None

    @classmethod
    def parse(cls, text: str, *, field: str = "personnummer") -> "ReserveNumber":
        """Read `232100-0131:R-12345`: issuer, colon, 4–20 letters, digits and hyphens. What can be read as a personnummer is none.

        Raises Refused("identity.invalid_reserve").
        """
        issuer, _, number = (part.strip() for part in text.upper().partition(":"))
        digits = _DIGITS.sub("", number)
        alike = len(digits) in {10, 12} and not re.search("[A-Z]", number) and _luhn(digits[-10:]) and _reads_as_birth(digits)
        if not is_organisation_number(issuer) or not _RESERVE.match(number) or not digits or alike:
            raise Refused("identity.invalid_reserve", field=field)
        return cls(_DIGITS.sub("", issuer), number)

    @property
    def text(self) -> str:
        """As it is stored and found."""
        return f"{self.issuer}:{self.number}"

    def __str__(self) -> str:
        return f"{self.issuer}:****"

    __repr__ = __str__


IdentityNumber = PersonNumber | ReserveNumber


def parse_identity(text: str, *, today: date, field: str = "personnummer") -> IdentityNumber:
    """A reserve number when it names its issuer before a colon, else a personnummer or samordningsnummer. Raises Refused."""
    return ReserveNumber.parse(text, field=field) if ":" in text else PersonNumber.parse(text, today=today, field=field)


def rank(kind: str) -> int:
    """How sure a kind of number is: a reserve number least, a personnummer most."""
    return RANKS.index(kind) if kind in RANKS else -1


def check_new_number(new: IdentityNumber, has: Sequence[str], *, today: date, confirmed: bool) -> None:
    """A person gets a number of the same kind as she has, or of a surer one: reserve number, samordningsnummer, personnummer.

    `has` are the kinds of her numbers. Raises Refused naming the field.
    """
    if new.birth_date is not None and new.birth_date > today:
        raise Refused("identity.invalid", field="number")
    if any(rank(kind) > rank(new.kind) for kind in has):
        raise Refused("identity.less_sure", field="number")
    if not confirmed:
        raise Refused("identity.not_confirmed", field="confirmed")


def turns(born: date, age: int) -> date:
    """The day somebody reaches an age; who was born on 29 February does so on 1 March in common years, as `age_on` counts."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


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


def _reads_as_birth(digits: str) -> bool:
    """Ten digits begin with a day of this or the last century; twelve with one since 1800, and reserve numbers use later ones."""
    centuries = ("19", "20") if len(digits) == 10 else ("",)
    return any(_birth_date(century + digits) is not None and "18" <= (century + digits)[:2] <= "21" for century in centuries)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
