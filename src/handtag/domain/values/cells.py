"""Cells of tables that people keep: texts without invisible signs, numbers as Swedes and spreadsheets write them, and which column is
what by its heading. What a table means is whoever reads it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
_HIDDEN = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_LETTERS = re.compile(r"[\W_]+")
LONGEST_NUMBER = 40


class NumberError(ValueError):
    """A cell that is no number; `code` is `missing`, `ambiguous_number` or `not_a_number`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean(text: str) -> str:
    """A cell without invisible signs and doubled spaces."""
    return _SPACES.sub(" ", _HIDDEN.sub("", text)).strip()


def parse_number(text: str) -> Fraction:
    """A number as Swedes and spreadsheets write it: `1 234,50`, `1234.5`, `1.234,50`, `−5 kr`.

    Raises NumberError; also for `1.234`, which may be a thousand or a decimal."""
    plain = _SPACES.sub("", _HIDDEN.sub("", text)).replace("−", "-").casefold()
    plain = plain.removesuffix("kr").removesuffix(":-").removesuffix("sek")
    if not plain:
        raise NumberError("missing")
    if _THOUSANDS.fullmatch(plain):
        raise NumberError("ambiguous_number")
    marks = [sign for sign in plain if sign in ".,"]
    if len(marks) > 1:
        plain = plain.replace(marks[0], "")
    plain = plain.replace(",", ".")
    if len(plain) > LONGEST_NUMBER or not _NUMBER.fullmatch(plain):
        raise NumberError("not_a_number")
    return Fraction(plain)


def plain_heading(heading: str) -> str:
    """A heading without spaces, signs and capitals, for comparing."""
    return _LETTERS.sub("", _HIDDEN.sub("", heading).casefold())


def columns_of(
    headings: Sequence[str], names: Mapping[str, Iterable[str]], beginnings: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, int]:
    """Which column holds which field, by its heading; each column at most once, whole words before beginnings of words.

    `names`: field → headings written as `plain_heading` does; the field's own name counts too."""
    plains = [plain_heading(heading) for heading in headings]
    found: dict[str, int] = {}
    for field, words in names.items():
        _take(found, field, plains, {plain_heading(field), *words})
    for field, starts in (beginnings or {}).items():
        if field not in found:
            _take(found, field, plains, {name for name in plains if name.startswith(starts)})
    return found


def heading_row(rows: Sequence[Sequence[str]], names: Mapping[str, Iterable[str]], beginnings: Mapping[str, tuple[str, ...]]) -> int:
    """Where the headings stand among the first rows: the row that names most fields; without any, the first row that is not blank."""
    first = [n for n, row in enumerate(rows[:20]) if any(cell.strip() for cell in row)]
    best = max(first, key=lambda n: (len(columns_of(rows[n], names, beginnings)), -n), default=0)
    return best if first and columns_of(rows[best], names, beginnings) else (first[0] if first else 0)


def _take(found: dict[str, int], field: str, plains: Sequence[str], wanted: set[str]) -> None:
    at = next((n for n, name in enumerate(plains) if name in wanted and n not in found.values()), None)
    if at is not None:
        found[field] = at
