"""What a device centre has charged, as a device list: added up, with facts in bands, and nothing that points out a person."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

# The facts of a decision that go along; rarer ones would point out people, and leaving them out only widens a range.
KEPT_FACTS = (
    "housing",
    "care_setting",
    "prescriber_profession",
    "prescriber_employer",
    "home_health_care_enrolled",
    "part_kind",
    "consumable",
)
BANDS = ((0, 17), (18, 20), (21, 64), (65, 79), (80, 130))
HEADINGS = ("iso_code", "payer", "unit", "municipality", "age", *KEPT_FACTS, "volume", "cost")


class ChargeLine(NamedTuple):
    """What was charged for one decision: its facts, the product, who paid and where the person lives; pieces and öre."""

    facts: Mapping[str, object]
    iso_code: str
    payer: str
    unit: str
    municipality: str
    volume: int
    cost_ore: int


def charge_table(lines: Iterable[ChargeLine]) -> list[list[str]]:
    """A table with headings, one row for each different line, the costs in kronor; sorted, so that the same charges give the same
    list."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for line in lines:
        words = [_word(line.facts.get(name)) for name in KEPT_FACTS]
        payer = line.payer if line.payer in {"region", "municipality"} else "other"
        key = (line.iso_code, payer, line.unit, line.municipality, _band(line.facts.get("age")), *words)
        held = sums.setdefault(key, [0, 0])
        held[0] += line.volume
        held[1] += line.cost_ore
    return [list(HEADINGS), *([*key, str(volume), _kronor(ore)] for key, (volume, ore) in sorted(sums.items()))]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _band(age: object) -> str:
    if not isinstance(age, int):
        return ""
    low, high = next(band for band in BANDS if band[0] <= age <= band[1])
    return f"{low}-{high}"


def _kronor(ore: int) -> str:
    kronor, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kronor},{rest:02d}"
