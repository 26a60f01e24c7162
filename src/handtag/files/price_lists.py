"""Price lists of suppliers: tables of any column layout → typed rows. Every row is read or says why it was not; what a row changes is the
domain's."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from handtag.domain.catalogue import gtin14
from handtag.domain.procurement.lists import BEGINNINGS, FIELDS, NAMES, SAID, ListRow, Unread
from handtag.domain.values.cells import NumberError, clean, columns_of, heading_row, parse_number, plain_heading
from handtag.domain.values.errors import Refused
from handtag.domain.values.money import round_half_up
from handtag.files.device_lists import Table

LONGEST = {"number": 60, "name": 200, "article": 30, "lot": 20}
LARGEST = {"rank": 999, "per_quantity": 100_000, "minimum_quantity": 1_000_000, "lead_time_days": 999, "warranty_months": 600}
DEAREST_ORE = 10**11
SHOWN = 60  # signs of a cell that could not be read
_FLOAT = re.compile(r"(\d{2,})[.,]0+", re.ASCII)
_POWER = re.compile(r"\d[.,]\d+E[+]?\d+", re.ASCII | re.IGNORECASE)


def _refuse(code: str) -> PydanticCustomError:
    return PydanticCustomError(code, code)


def _number(text: str) -> str:
    """A supplier's number is a text; what a spreadsheet made of it is undone where nothing was lost."""
    if _POWER.fullmatch(text):
        raise _refuse("digits_lost")
    return found[1] if (found := _FLOAT.fullmatch(text)) else text


def _whole(name: str, least: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        if not text:
            return None
        try:
            found = parse_number(text)
        except NumberError as error:
            raise _refuse(error.code) from None
        if found.denominator != 1 or not least <= found <= LARGEST[name]:
            raise _refuse("not_whole")
        return int(found)

    return read


def _kronor(text: str) -> Any:
    try:
        found = parse_number(text)
    except NumberError as error:
        raise _refuse(error.code) from None
    if found < 0:
        raise _refuse("negative")
    if found * 100 > DEAREST_ORE:
        raise _refuse("not_a_number")
    return found


def _gtin(text: str) -> str:
    try:
        return gtin14(text)
    except Refused:
        raise _refuse("not_a_gtin") from None


def _currency(text: str) -> str:
    if text.casefold() not in {"", "sek", "kr", "kronor", "svenska kronor"}:
        raise _refuse("other_currency")
    return ""


def _text(name: str) -> StringConstraints:
    return StringConstraints(max_length=LONGEST[name])


class PriceRow(BaseModel):
    """The cells of one row, cleaned: a supplier's number and a price, and what else the list says."""

    model_config = ConfigDict(frozen=True)

    number: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST["number"]), BeforeValidator(_number)]
    price: Annotated[Any, BeforeValidator(_kronor)]
    name: Annotated[str, _text("name")] = ""
    article: Annotated[str, _text("article")] = ""
    gtin: Annotated[str, BeforeValidator(_gtin)] = ""
    lot: Annotated[str, _text("lot")] = ""
    rank: Annotated[int | None, BeforeValidator(_whole("rank", 1))] = None
    per_quantity: Annotated[int | None, BeforeValidator(_whole("per_quantity", 1))] = None
    minimum_quantity: Annotated[int | None, BeforeValidator(_whole("minimum_quantity", 1))] = None
    lead_time_days: Annotated[int | None, BeforeValidator(_whole("lead_time_days", 0))] = None
    warranty_months: Annotated[int | None, BeforeValidator(_whole("warranty_months", 0))] = None
    currency: Annotated[str, BeforeValidator(_currency)] = ""

    def as_row(self, row: int) -> ListRow:
        """With the price of one piece in öre, rounded half up. Raises ValueError for a price that would become nothing."""
        exact = self.price * 100 / (self.per_quantity or 1)
        ore = round_half_up(exact)
        if exact and not ore:
            raise ValueError("less_than_an_ore")
        said = {name: value for name in SAID if (value := getattr(self, name)) not in {None, ""}}
        return ListRow(row, self.number, ore, self.name, self.article, self.gtin, said, is_rounded=exact != ore)


_CODES = {"string_too_long": "too_long", "string_too_short": "missing", "missing": "missing"}


def price_rows(table: Table, columns: Mapping[str, int]) -> Iterator[ListRow | Unread]:
    """Every row of the table in order, numbered from 1: an offer, a row that cannot be read with field and reason, or one that is no
    offer. `columns`: field → place, from 0."""
    head = list_heading_row(table)
    headings = [plain_heading(cell) for cell in table[head]] if table else []
    for row, raw in enumerate(table, 1):
        cells = {name: clean(raw[at]) if at < len(raw) else "" for name, at in columns.items()}
        if not any(cell.strip() for cell in raw):
            yield Unread(row, "blank")
        elif row <= head + 1:
            yield Unread(row, "heading" if row == head + 1 else "title")
        elif not cells["number"] and not cells["price"]:
            yield Unread(row, "note")
        elif all(plain_heading(cells[name]) == headings[columns[name]] for name in ("number", "price")):
            yield Unread(row, "heading")
        else:
            yield _read(row, cells)


def list_heading_row(table: Table) -> int:
    """Where the headings of a price list stand."""
    return heading_row(table, {name: NAMES.get(name, ()) for name in FIELDS}, BEGINNINGS)


def guessed_columns(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the words price lists use."""
    return columns_of(headings, {name: NAMES.get(name, ()) for name in FIELDS}, BEGINNINGS)


def columns_as_before(headings: Sequence[str], before: Mapping[str, str]) -> dict[str, int]:
    """The columns of a list by the headings that the supplier's last list had (field → heading); columns may have moved."""
    plains = [plain_heading(heading) for heading in headings]
    return {name: plains.index(plain_heading(heading)) for name, heading in before.items() if plain_heading(heading) in plains}


def _read(row: int, cells: Mapping[str, str]) -> ListRow | Unread:
    shown = (cells["number"][:SHOWN], cells.get("name", "")[:SHOWN])
    try:
        return PriceRow.model_validate(cells).as_row(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        name, code = str(first["loc"][0]), str(first["type"])
        return Unread(row, _CODES.get(code, code), name, cells[name][:SHOWN], *shown)
    except ValueError as error:
        return Unread(row, str(error), "price", cells["price"][:SHOWN], *shown)
