"""Cells of a list → rows that can be decided. Every row is read or refused with its number, field and reason; nothing is lost."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, HIGHEST, LOWEST, FactError, Facts, parse_facts
from handtag.domain.cost_shift.headings import AGE, FACT_FIELDS, MAIN_FIELDS, heading_row
from handtag.domain.cost_shift.rows import MUNICIPALITY, OTHER, PERSON, REGION, Ages, Case, DeviceList, DeviceRow, Fault
from handtag.domain.values.cells import NumberError, clean, parse_number
from handtag.domain.values.codes import is_iso_code
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import PersonNumber
from handtag.domain.values.money import round_half_up

Mapped = Mapping[str, int]
YES = frozenset({"ja", "j", "true", "sant", "x", "1", "yes", "y"})
NO = frozenset({"nej", "n", "false", "falskt", "0", "no"})
PAYERS = {
    **dict.fromkeys(("region", "regionen", "r", "landsting", "landstinget"), REGION),
    **dict.fromkeys(("kommun", "kommunen", "k", "municipality"), MUNICIPALITY),
    **dict.fromkeys(("egenansvar", "eget ansvar", "privatperson", "own_responsibility"), PERSON),
    **dict.fromkeys(("annan", "övrig", "övriga", "other", "privat vårdgivare", "privata vårdgivare"), OTHER),
}
WORDS: dict[str, dict[str, str]] = {
    "housing": {
        "ordinärt boende": "ordinary",
        "eget boende": "ordinary",
        "särskilt boende": "special_housing_sol",
        "säbo": "special_housing_sol",
        "lss-boende": "lss_housing",
        "lss": "lss_housing",
        "gruppboende": "lss_housing",
        "korttidsboende": "short_term_stay_lss",
    },
    "care_setting": {
        "hälsocentral": "health_centre",
        "vårdcentral": "health_centre",
        "hembesök": "home_visit",
        "hemsjukvård": "home_health_care",
        "sjukhus": "hospital",
        "specialistvård": "specialist_unit",
        "barnhabilitering": "child_habilitation",
        "vuxenhabilitering": "adult_habilitation",
        "psykiatri": "psychiatry",
    },
    "prescriber_profession": {
        "arbetsterapeut": "occupational_therapist",
        "fysioterapeut": "physiotherapist",
        "sjukgymnast": "physiotherapist",
        "sjuksköterska": "nurse",
        "distriktssköterska": "district_nurse",
        "läkare": "physician",
        "logoped": "speech_therapist",
    },
    "part_kind": {"huvudhjälpmedel": "main", "tillbehör": "accessory", "reservdel": "spare_part"},
    "purpose": {"personligt": "personal", "grundutrustning": "equipment", "behandling": "treatment", "undervisning": "education"},
}
_PRINCIPALS = {"region": REGION, "regionen": REGION, "kommun": MUNICIPALITY, "kommunen": MUNICIPALITY}
WORDS |= {"care_responsible": _PRINCIPALS, "prescriber_employer": _PRINCIPALS}
_BAND = re.compile(r"(\d{1,3})\s*(?:år)?\s*[-–—]\s*(\d{1,3})\s*(?:år)?")
_OPEN_BAND = re.compile(r"(\d{1,3})\s*(?:år)?\s*(?:\+|och äldre|eller äldre|-|–)\s*(?:år)?")
_LATE = date(2099, 12, 31)  # only whether it could be someone matters, not the century
_IDENTITY = re.compile(r"(?:\d{2})?\d{6}[-+]?\d{4}")


class CellError(ValueError):
    """A cell that cannot be read: the field and the code of the reason."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


def read_list(
    table: Sequence[Sequence[str]], mapped: Mapped, after: int | None = None, common: Mapping[str, object] | None = None
) -> DeviceList:
    """Reads the rows after the headings (`after`: the index of their row; without it, it is looked for). `common` facts hold for every
    row that does not say otherwise.

    Raises FactError for a common fact there is not, CellError when the columns that a list must have are not mapped, or when a column
    holds identity numbers."""
    head = heading_row(table) if after is None else after
    check_mapping(mapped)
    check_no_persons(table[head + 1 :])
    reader, rows, faults, blank = _Reader(mapped, parse_facts(common or {})), [], [], 0
    for number, cells in enumerate(table[head + 1 :], head + 2):
        if not any(cell.strip() for cell in cells):
            blank += 1
            continue
        try:
            rows.append(reader.row(number, cells))
        except CellError as error:
            at = mapped.get(error.field, -1)
            faults.append(Fault(number, error.field, error.code, cells[at].strip()[:60] if 0 <= at < len(cells) else ""))
    return DeviceList(tuple(rows), tuple(faults), blank)


def check_mapping(mapped: Mapped) -> None:
    """A list needs a cost and an ISO code or a product word. Raises CellError."""
    if "cost" not in mapped:
        raise CellError("cost", "not_mapped")
    if "iso_code" not in mapped and "product" not in mapped:
        raise CellError("iso_code", "not_mapped")
    unknown = [name for name in mapped if name not in MAIN_FIELDS and name not in FACT_FIELDS]
    if unknown:
        raise CellError(unknown[0], "no_such_field")


def check_no_persons(rows: Sequence[Sequence[str]]) -> None:
    """A device list holds no persons: a column where a fifth of the cells are identity numbers stops it all. Raises CellError."""
    for column in zip_longest(*rows, fillvalue=""):
        counts = Counter(column)
        filled = sum(times for text, times in counts.items() if text.strip())
        named = sum(times for text, times in counts.items() if _is_identity(text.strip()))
        if named and named * 5 >= filled:
            raise CellError("file", "persons")


def _is_identity(text: str) -> bool:
    if not (10 <= len(text) <= 13 and _IDENTITY.fullmatch(text)):
        return False
    try:
        PersonNumber.parse(text, today=_LATE)
    except Refused:
        return False
    return True


class _Reader:
    """Reads cells, each distinct text once: a county's million lines hold few different words."""

    def __init__(self, mapped: Mapped, common: Mapping[str, object]) -> None:
        self._mapped, self._common = mapped, common
        self._case_columns = [(name, at) for name, at in mapped.items() if name in {"iso_code", "product", "payer", *FACT_FIELDS}]
        self._cases: dict[tuple[str, ...], Case] = {}
        self._costs: dict[str, int] = {}
        self._volumes: dict[str, int] = {}
        self._texts: dict[str, str] = {}

    def row(self, number: int, cells: Sequence[str]) -> DeviceRow:
        words = tuple([cells[at] if at < len(cells) else "" for _name, at in self._case_columns])
        case = self._cases.get(words)
        if case is None:
            said = {name: clean(word) for (name, _), word in zip(self._case_columns, words, strict=True)}
            case = self._cases[words] = _case(said, self._common)
        return DeviceRow(
            number,
            case,
            self._kept(self._costs, self._cell(cells, "cost"), ore),
            self._kept(self._volumes, self._cell(cells, "volume"), _volume),
            self._text(cells, "article"),
            self._text(cells, "unit"),
            self._text(cells, "municipality"),
        )

    def _text(self, cells: Sequence[str], name: str) -> str:
        text = self._cell(cells, name)
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = clean(text)
        return found

    def _cell(self, cells: Sequence[str], name: str) -> str:
        at = self._mapped.get(name, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    @staticmethod
    def _kept(kept: dict[str, int], text: str, read: Callable[[str], int]) -> int:
        found = kept.get(text)
        if found is None:
            found = kept[text] = read(clean(text))
        return found


def _case(words: Mapping[str, str], common: Mapping[str, object]) -> Case:
    raw: dict[str, object] = {}
    ages: Ages | None = None
    for name, word in words.items():
        if not word or name == "payer":
            continue
        if name == AGE:
            ages = age_band(word)
            if ages.low == ages.high:
                raw["age"], ages = ages.low, None
        else:
            raw[name] = iso_code(word) if name == "iso_code" else _fact(name, word)
    if "iso_code" not in raw and "product" not in raw:
        raise CellError("iso_code" if "iso_code" in words else "product", "missing")
    try:
        facts: Facts = parse_facts({**common, **raw})
    except FactError as error:
        raise CellError(error.field, "not_a_value") from error
    return Case(tuple(sorted(facts.items())), ages, payer(words.get("payer", "")))


def _fact(name: str, word: str) -> object:
    text = word.casefold()
    if name in FLAG_FACTS:
        if text in YES or text in NO:
            return text in YES
        raise CellError(name, "not_yes_or_no")
    found = WORDS.get(name, {}).get(text, text if name in CHOICES else word)
    if name in CHOICES and found not in CHOICES[name]:
        raise CellError(name, "not_a_value")
    return found


def iso_code(text: str) -> str:
    """`12 22 03`, `12.22.03` and `122203` are the same; a code that a spreadsheet took for a number gets its lost zero back.

    Raises CellError."""
    digits = re.sub(r"[\s.\-]", "", text.upper().removeprefix("ISO"))
    if digits.isascii() and digits.isdecimal() and len(digits) in {3, 5, 7}:
        digits = "0" + digits
    if not is_iso_code(digits):
        raise CellError("iso_code", "not_a_code")
    return digits


def payer(text: str) -> str | None:
    """Who pays today, by the words lists use; a name that begins with Region or ends with kommun will do. Raises CellError."""
    word = text.casefold()
    if not word:
        return None
    found = PAYERS.get(word)
    if found is None and word.startswith(("region ", "landstinget ")):
        found = REGION
    if found is None and (word.endswith(" kommun") or word.startswith("kommun ")):
        found = MUNICIPALITY
    if found is None:
        raise CellError("payer", "not_a_payer")
    return found


def age_band(text: str) -> Ages:
    """`67`, `65-79`, `85+`: whole years, both ends inclusive. Raises CellError."""
    word = text.casefold()
    band, onwards = _BAND.fullmatch(word), _OPEN_BAND.fullmatch(word)
    number = word.removesuffix("år").strip()
    if band:
        ages = Ages(int(band[1]), int(band[2]))
    elif onwards:
        ages = Ages(int(onwards[1]), HIGHEST[AGE])
    elif number.isascii() and number.isdecimal():
        ages = Ages(int(number), int(number))
    else:
        raise CellError(AGE, "not_an_age")
    if not LOWEST[AGE] <= ages.low <= ages.high <= HIGHEST[AGE]:
        raise CellError(AGE, "not_an_age")
    return ages


def number(text: str, field: str) -> Fraction:
    """A number as Swedes and spreadsheets write it. Raises CellError; also for `1.234`, which may be a thousand or a decimal."""
    try:
        return parse_number(text)
    except NumberError as error:
        raise CellError(field, error.code) from None


def ore(text: str) -> int:
    """Kronor in a cell as whole öre, rounded half up. Raises CellError."""
    if text.isascii() and text.isdecimal() and len(text) < 14:
        return int(text) * 100
    found = number(text, "cost")
    if abs(found) > 10**13:
        raise CellError("cost", "not_a_number")
    return round_half_up(found * 100)


def _volume(text: str) -> int:
    if not text:
        return 0
    found = number(text, "volume")
    if found.denominator != 1 or found < 0:
        raise CellError("volume", "not_whole")
    return int(found)
