"""The persons of the demo county: invented names, official test numbers, every age and form of housing. Pure; nothing is stored here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from handtag.cli.demo.county import County, Municipality
from handtag.cli.demo.identities import TEST_BIRTH_NUMBERS, born_at_age, test_number

# (weight, youngest, oldest): children, those who soon are of age, adults, pensioners, the very old.
AGES = ((12, 2, 16), (2, 17, 17), (22, 18, 64), (24, 65, 79), (26, 80, 88), (12, 89, 95), (2, 96, 102))
OF_AGE = 18
OLD = 75


@dataclass(frozen=True)
class PlannedPerson:
    """`home_health_care` null: nobody has said."""

    personnummer: str
    given_name: str
    family_name: str
    born: date
    age: int
    municipality_code: str
    housing: str
    home_health_care: bool | None
    protected: bool
    address: str
    phone: str


def plan_persons(county: County, rng: Random, *, count: int, protected: int, day: date) -> list[PlannedPerson]:
    """`count` different persons, spread as the municipalities' populations are on `day`, some with protected identity."""
    homes = _homes(county.municipalities, count)
    rng.shuffle(homes)
    ages = [rng.randint(low, high) for low, high in _age_bands(count)]
    hidden = set(rng.sample(range(count), protected))
    numbers = _unused_numbers(rng, ages, day)
    return [
        _person(county, rng, number=number, born=born, age=age, home=home, protected=place in hidden)
        for place, (age, home, (number, born)) in enumerate(zip(ages, homes, numbers, strict=True))
    ]


def _homes(municipalities: tuple[Municipality, ...], count: int) -> list[Municipality]:
    """Shares by population, at least one each; the largest municipality takes what rounding left."""
    total = sum(m.inhabitants for m in municipalities)
    shares = [max(1, count * m.inhabitants // total) for m in municipalities]
    shares[0] += count - sum(shares)
    return [m for m, share in zip(municipalities, shares, strict=True) for _ in range(share)]


def _age_bands(count: int) -> list[tuple[int, int]]:
    """One band of ages for each person; every band has somebody."""
    bands = [(low, high) for weight, low, high in AGES for _ in range(max(1, count * weight // 100))]
    return (bands + [AGES[-1][1:]] * count)[:count]


def _unused_numbers(rng: Random, ages: list[int], day: date) -> Iterator[tuple[str, date]]:
    used: set[str] = set()
    for age in ages:
        while True:
            born = born_at_age(rng, age, day)
            number = test_number(born, rng.choice(TEST_BIRTH_NUMBERS))
            if number not in used:
                break
        used.add(number)
        yield number, born


def _person(county: County, rng: Random, *, number: str, born: date, age: int, home: Municipality, protected: bool) -> PlannedPerson:
    names = county.names
    housing = _housing(rng, age)
    return PlannedPerson(
        personnummer=number,
        given_name=rng.choice(names.given),
        family_name=rng.choice(names.family),
        born=born,
        age=age,
        municipality_code=home.code,
        housing=housing,
        home_health_care=_home_health_care(rng, age, housing),
        protected=protected,
        address="" if protected else f"{rng.choice(names.streets)} {rng.randint(1, 60)}, {home.town}",
        phone="" if protected else f"070-174 06 {rng.randint(5, 99):02d}",
    )


def _housing(rng: Random, age: int) -> str:
    if age >= OLD:
        return rng.choices(("ordinary", "special_housing_sol"), (70, 30))[0]
    if age >= OF_AGE:
        return rng.choices(("ordinary", "lss_housing", "psychiatric_housing_sol"), (86, 11, 3))[0]
    return "ordinary"


def _home_health_care(rng: Random, age: int, housing: str) -> bool | None:
    if age < OF_AGE or housing != "ordinary":
        return False
    return rng.choices((True, False, None), (45, 45, 10) if age >= OLD else (15, 75, 10))[0]
