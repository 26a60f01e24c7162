"""The words a question is asked in: every fact an agreement may use, its valid values, and the reading of raw values.
What the facts lead to belongs in `decide`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from handtag.domain.values.codes import is_iso_code

PROFESSIONS = (
    "occupational_therapist",
    "physiotherapist",
    "nurse",
    "district_nurse",
    "physician",
    "speech_therapist",
    "audiologist",
    "hearing_educator",
    "vision_educator",
    "optician",
    "ophthalmologist",
    "orthotist",
    "orthopaedic_technician",
    "lymph_therapist",
    "consultant_seating_team",
    "psychologist",
    "dentist",
    "dietitian",
    "midwife",
)
AREAS = (
    "hearing",
    "vision",
    "orthopaedic",
    "cosmetic",
    "breathing",
    "dialysis",
    "diabetes",
    "nutrition",
    "incontinence",
    "stoma",
    "communication",
    "cognition",
    "medical_treatment",
    "rehabilitation",
    "alarm",
    "welfare_technology",
    "daily_living",
)
PRINCIPALS = ("region", "municipality")
FLAGS = ("false", "true")
CHOICES: dict[str, tuple[str, ...]] = {
    "product_area": AREAS,
    "annex_payer": PRINCIPALS,
    "housing": ("ordinary", "special_housing_sol", "lss_housing", "psychiatric_housing_sol", "short_term_stay_lss"),
    "activity": ("none", "day_care_sol", "daily_activities_lss", "occupation_sol", "school", "private_workplace"),
    "care_setting": (
        "health_centre",
        "home_visit",
        "home_health_care",
        "hospital",
        "specialist_unit",
        "child_habilitation",
        "adult_habilitation",
        "psychiatry",
    ),
    "prescriber_profession": PROFESSIONS,
    "prescriber_employer": ("region", "municipality", "private_for_region", "private_for_municipality"),
    "purpose": ("personal", "equipment", "treatment", "education"),
    "part_kind": ("main", "accessory", "spare_part"),
    "main_payer": PRINCIPALS,
    "care_responsible": PRINCIPALS,
    "listed_in_annex": ("none", "1", "2", "3", "4"),
}
FLAG_FACTS = (
    "home_health_care_enrolled",
    "can_reach_health_centre",
    "habilitation_enrolled",
    "drives_self",
    "registered_in_county",
    "discharge_after_short_stay",
    "handed_over",
    "used_by_staff",
    "taken_home",
    "specially_adapted",
    "consumable",
    "short_trial",
    "palliative",
    "adjusted",
    "requires_speech_therapist",
    "specialist_only",
    "self_test_diabetes",
    "drug_benefit",
)
TEXT_FACTS = ("agreement", "version", "product", "municipality")
DATE_FACTS = ("date", "birth_date")
CODE_FACTS = ("iso_code", "main_iso_code")
LOWEST = {"age": 0, "home_health_care_day": 1}
MOST_CODES = 20_000
HIGHEST = {"age": 130, "home_health_care_day": 100_000}


@dataclass
class FactError(ValueError):
    """A fact that cannot be read: which one, why, and what would have been valid."""

    field: str
    message: str
    valid: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" + (f" (valid: {', '.join(self.valid)})" if self.valid else "")

    def to_dict(self) -> dict[str, object]:
        return {"error": self.message, "field": self.field, "valid": list(self.valid)}


class Facts(dict[str, object]):
    """Facts that have been read: known names, typed values, age worked out. Made by `parse_facts` only."""


def _choice(name: str, value: object) -> object:
    valid = CHOICES[name]
    if name == "listed_in_annex" and type(value) is int:
        value = str(value)
    if not isinstance(value, str) or value not in valid:
        raise FactError(name, f"{value!r} is not a valid value", valid)
    return value


def _flag(name: str, value: object) -> object:
    if value is True or value is False:
        return value
    if isinstance(value, str) and value in FLAGS:
        return value == "true"
    raise FactError(name, f"{value!r} is neither true nor false", FLAGS)


def _whole(name: str, value: object) -> object:
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    if type(value) is not int or not LOWEST[name] <= value <= HIGHEST[name]:
        raise FactError(name, f"{value!r} is not a whole number from {LOWEST[name]} to {HIGHEST[name]}")
    return value


def _code(name: str, value: object) -> object:
    text = value.replace(" ", "") if isinstance(value, str) else ""
    if not is_iso_code(text):
        raise FactError(name, f"{value!r} is not an ISO 9999 code written as text", ("2, 4, 6 or 8 digits",))
    if value == text and len(_CODES) < MOST_CODES:
        _CODES.add(text)
    return text


def _date(name: str, value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise FactError(name, f"{value!r} is not a date", ("YYYY-MM-DD",)) from None


def _text(name: str, value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise FactError(name, f"{value!r} is not a text")
    return value.strip()


_READERS: dict[str, Callable[[str, object], object]] = {
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(FLAG_FACTS, _flag),
    **dict.fromkeys(LOWEST, _whole),
    **dict.fromkeys(CODE_FACTS, _code),
    **dict.fromkeys(DATE_FACTS, _date),
    **dict.fromkeys(TEXT_FACTS, _text),
}
FACT_NAMES = tuple(_READERS)
# What needs no reading: by far the most facts are already a word of their closed list, a number in its range, or true or false.
_CODES: set[str] = set()  # codes that have been read
_WORDS: dict[str, frozenset[str] | set[str]] = {"iso_code": _CODES, **{name: frozenset(valid) for name, valid in CHOICES.items()}}
_RANGES = {name: range(lowest, HIGHEST[name] + 1) for name, lowest in LOWEST.items()}
_FLAGS = frozenset(FLAG_FACTS)


def valid_values(name: str) -> tuple[str, ...]:
    """The closed list a fact chooses from; empty for numbers, codes, dates and texts."""
    return CHOICES.get(name) or (FLAGS if name in FLAG_FACTS else ())


def parse_facts(raw: Mapping[str, object]) -> Facts:
    """Reads raw values (JSON, form, command line) as facts; null means not known.

    Raises FactError for a name or value the vocabulary does not have, and when age and birth date disagree."""
    facts = Facts()
    for name, value in raw.items():
        kind = type(value)
        if kind is str:
            is_read = value in _WORDS.get(name, ())
        else:
            is_read = name in _FLAGS if kind is bool else kind is int and value in _RANGES.get(name, ())
        if is_read:
            facts[name] = value
            continue
        reader = _READERS.get(name)
        if reader is None:
            raise FactError(str(name), "there is no fact of this name", FACT_NAMES)
        if value is not None:
            facts[name] = reader(name, value)
    if "birth_date" in facts:
        _work_out_age(facts)
    return facts


def whole_years(born: date, on: date) -> int:
    """Age in whole years: a year is added on the birthday, for 29 February on 1 March of other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _work_out_age(facts: Facts) -> None:
    born, on = facts["birth_date"], facts.get("date")
    if not isinstance(born, date) or not isinstance(on, date):
        raise FactError("date", "birth_date needs the day the question is about", ("YYYY-MM-DD",))
    age = whole_years(born, on)
    if not LOWEST["age"] <= age <= HIGHEST["age"]:
        raise FactError("birth_date", f"{born} gives the age {age} on {on}")
    if facts.setdefault("age", age) != age:
        raise FactError("age", f"{facts['age']} disagrees with birth_date, which gives {age} on {on}")
