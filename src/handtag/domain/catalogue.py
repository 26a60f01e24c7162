"""The catalogue decides here: how an article is named, which codes are right, what an attribute's value may be, which assortment holds.

No rows, no search, no prices, no suppliers' agreements.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from handtag.domain.values.errors import Refused

KINDS = ("device", "component", "consumable", "spare_part", "service")
ASSORTMENT = ("stocked", "order_item", "phased_out")
ATTRIBUTE_TYPES = ("number", "choice", "yes_no", "text")
STEPS = ("goods_receipt", "quality_control", "pick", "return", "order")
FILE_KINDS = ("picture", "manual", "data_sheet", "declaration")
REQUEST_STATES = ("proposed", "validated", "approved", "published", "declined")
DIVISION = 6  # digits of an ISO 9999 division: a replacement group never crosses it
LONGEST_NAME = 80
LONGEST_VALUE = 200
LONGEST_LEAD_TIME = 365
LONGEST_INSTRUCTION = 2000
REQUEST_STEPS: dict[str, frozenset[str]] = {
    "proposed": frozenset({"validated", "declined"}),
    "validated": frozenset({"validated", "approved", "declined"}),
    "approved": frozenset({"published", "declined"}),
    "published": frozenset(),
    "declined": frozenset(),
}
_GLUED_UNIT = re.compile(r"\d(?:mm|cm|m|kg|g|l|ml|tum)\b", re.IGNORECASE)
_LONG_CODE = re.compile(r"\b\d{5,}\b")
_COMMA = re.compile(r"\s,|,(?=[^\s\d])")


@dataclass(frozen=True)
class AssortmentChoice:
    """One decision: `principal` is None for the whole county."""

    principal: int | None
    assortment: str
    valid_from: date


@dataclass(frozen=True)
class AttributeRule:
    """What an attribute's value must be; `choices` are for the type `choice`."""

    name: str
    type: str
    unit: str = ""
    choices: tuple[str, ...] = ()


def check_name(name: str) -> list[str]:
    """What is wrong with an article's name, as codes; none when it can be found, sorted and read aloud like its neighbours.

    The rule: what the thing is first, with a capital letter, then maker's name and variant, each after a comma and a space; sizes as
    number, space, unit; no article numbers and no shouting (Norrbotten final report 2021, "Förbrukningshjälpmedel": articles entered
    in different ways are not found).
    """
    words = name.split()
    wrong = {
        "catalogue.name_too_short": len(name.strip()) < 3,
        "catalogue.name_too_long": len(name) > LONGEST_NAME,
        "catalogue.name_stray_space": name != " ".join(words),
        "catalogue.name_no_capital": not name.strip()[:1].isupper(),
        "catalogue.name_shouting": len(name) > 3 and name.isupper(),
        "catalogue.name_code_in_name": _LONG_CODE.search(name) is not None,
        "catalogue.name_glued_unit": _GLUED_UNIT.search(name) is not None,
        "catalogue.name_comma": _COMMA.search(name) is not None,
        "catalogue.name_ends_in_mark": name.rstrip().endswith((".", ",", ";", ":", "-")),
        "catalogue.name_unprintable": not name.isprintable(),
    }
    return [code for code, is_wrong in wrong.items() if is_wrong]


def require_name(name: str, *, row: int | None = None) -> None:
    """Raises Refused with the first thing that is wrong with the name."""
    code = next(iter(check_name(name)), None)
    if code is not None:
        raise Refused(code, field="name", value=name[:LONGEST_NAME], most=LONGEST_NAME, row=row)


def words_for(iso_code: str, known: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What an article of the code may be called; `known`: an agreement's words and the codes of each."""
    return tuple(sorted(word for word, codes in known.items() if any(iso_code.startswith(code) for code in codes)))


def require_product_word(word: str, iso_code: str, known: Mapping[str, Iterable[str]]) -> None:
    """An article is called what the county's agreement knows and its own ISO code may be, or nothing. Raises Refused with the words."""
    if word and word not in (valid := words_for(iso_code, known)):
        raise Refused("catalogue.unknown_word", field="product_word", value=word[:LONGEST_NAME], valid=valid)


def gtin14(text: str) -> str:
    """A GTIN of 8, 12, 13 or 14 digits with a right check digit (GS1 General Specifications, 7.9), as fourteen digits; empty stays empty.

    Spaces and hyphens are let through. Raises Refused("catalogue.bad_gtin").
    """
    digits = re.sub(r"[\s-]", "", text)
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in {8, 12, 13, 14} or not _check_digit_is_right(digits):
        raise Refused("catalogue.bad_gtin", field="gtin", value=text[:20])
    return digits.zfill(14)


def _check_digit_is_right(digits: str) -> bool:
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighed % 10 == 0 and int(digits) > 0


def require_one_division(iso_codes: Iterable[str], group: str) -> str:
    """Articles that stand in for each other share six ISO digits, which are the answer. Raises Refused naming the group."""
    divisions = {code[:DIVISION] for code in iso_codes}
    if len(divisions) != 1 or len(min(divisions)) != DIVISION:
        raise Refused("catalogue.group_crosses_divisions", field="equivalence_group", value=group)
    return divisions.pop()


def assortment_on(choices: Iterable[AssortmentChoice], day: date, principal: int | None = None) -> str | None:
    """The decision in force on a day: the latest of the principal's own, else the county's latest; None before the first.

    A principal's own decision holds until its next one, whatever the county decides after it.
    """
    begun = [one for one in choices if one.valid_from <= day and one.principal in {None, principal}]
    latest = max(begun, key=lambda one: (one.principal is not None, one.valid_from), default=None)
    return latest.assortment if latest else None


def canonical_value(rule: AttributeRule, text: str) -> str:
    """An attribute's value in the one way it is written: a number with a point and no needless zeros, a choice as it is listed,
    yes or no. Empty stays empty. Raises Refused naming the attribute.
    """
    given = " ".join(text.split())
    if not given:
        return ""
    found = {"number": _number, "choice": _choice, "yes_no": _yes_no, "text": _text}[rule.type](given, rule)
    if found is None:
        allowed = ", ".join(rule.choices)
        raise Refused("catalogue.bad_value", field=rule.name, attribute=rule.name, value=given[:40], type=rule.type, allowed=allowed)
    return found


def _number(given: str, _rule: AttributeRule) -> str | None:
    bare = given.replace("\u2212", "-").replace(" ", "").replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= 10**9 or number != round(number, 4):
        return None
    return f"{number.normalize() + 0:f}"


def _choice(given: str, rule: AttributeRule) -> str | None:
    return next((one for one in rule.choices if one.casefold() == given.casefold()), None)


def _yes_no(given: str, _rule: AttributeRule) -> str | None:
    return {"yes": "yes", "no": "no", "ja": "yes", "nej": "no"}.get(given.casefold())


def _text(given: str, _rule: AttributeRule) -> str | None:
    return given if len(given) <= LONGEST_VALUE and given.isprintable() else None


def require_among(value: str, valid: Sequence[str], code: str, field: str) -> None:
    """Raises Refused(code) at the field for a value outside the list."""
    if value not in valid:
        raise Refused(code, field=field, value=value[:40], valid=", ".join(valid))


def require_lead_time(days: int) -> None:
    """None or more days, at most a year. Raises Refused."""
    if not 0 <= days <= LONGEST_LEAD_TIME:
        raise Refused("catalogue.bad_lead_time", field="lead_time_days")


def require_attribute(rule: AttributeRule) -> None:
    """An attribute has a name, a known type, and at least two different choices exactly when it is a choice. Raises Refused."""
    if not rule.name.strip():
        raise Refused("catalogue.attribute_without_name", field="name")
    if rule.type not in ATTRIBUTE_TYPES:
        raise Refused("catalogue.unknown_attribute_type", field="type", valid=", ".join(ATTRIBUTE_TYPES))
    different = {choice.casefold().strip() for choice in rule.choices if choice.strip()}
    if (rule.type == "choice") != (len(different) >= 2) or len(different) != len(rule.choices):
        raise Refused("catalogue.bad_choices", field="choices")
    if rule.unit and rule.type != "number":
        raise Refused("catalogue.only_numbers_have_units", field="unit")


def require_quantities(standard: int, most: int | None) -> None:
    """The standard number of a part is none or more and never above the most that fits. Raises Refused."""
    if standard < 0 or (most is not None and most < max(standard, 1)):
        raise Refused("catalogue.bad_fit_quantity", field="maximum_quantity")


def require_request_step(state: str, wanted: str) -> None:
    """A request is proposed → validated → approved → published; until it is published it can be declined. Raises Refused."""
    if wanted not in REQUEST_STEPS.get(state, ()):
        raise Refused("catalogue.request_step", state=state, wanted=wanted)


def require_another_approver(approver: str, before: Sequence[str]) -> None:
    """Who approves an article has neither proposed nor validated it. Raises Refused."""
    if approver in before:
        raise Refused("catalogue.own_request")
