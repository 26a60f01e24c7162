"""A takeover package as files: a folder or a zip with one table for each kind of thing → typed rows. Every row is read or says why not."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from handtag.domain.takeover.verdicts import Unread
from handtag.domain.values.cells import clean, columns_of, heading_row, plain_heading
from handtag.files.device_lists import LARGEST_TEXT, SHEETS, ListFileError, Table, read_table
from handtag.files.takeover_rows import FILES, Row

TABLES = (".csv", ".txt", ".tsv", *SHEETS)
LARGEST_PACKAGE = 400_000_000  # bytes of all its files
MOST_FILES = 60
_CODES = {"string_too_long": "too_long", "string_too_short": "missing", "missing": "missing"}


@dataclass(frozen=True)
class Read:
    """A row that could be read; `row` counts from 1 as in the file, headings and blank rows too."""

    row: int
    values: Row


def read_package(path: Path) -> dict[str, Table]:
    """The tables of a folder or a zip by the kind of thing they hold; files of other names are left alone.

    Raises ListFileError, also when two files hold the same kind of thing.
    """
    found: dict[str, Table] = {}
    for name, content in sorted(_contents(path).items()):
        kind = kind_of(name)
        if kind in found:
            raise _wrong("file_twice", name)
        if kind:
            found[kind] = read_table(name, content)
    return found


def kind_of(name: str) -> str:
    """Which kind of thing a file holds, by its name; empty for a file that is no part of a package."""
    stem, dot, ending = name.rpartition(".")
    if f"{dot}{ending}".casefold() not in TABLES:
        return ""
    words = {plain_heading(word): kind for kind, (_model, others) in FILES.items() for word in (kind, *others)}
    return words.get(plain_heading(stem), "")


def rows_of(kind: str, table: Table) -> Iterator[Read | Unread]:
    """Every row under the headings, in order. A column that is needed and not there is said once, of the row of headings."""
    model = FILES[kind][0]
    names = {name: [plain_heading(heading) for heading in headings] for name, headings in headings_of(model).items()}
    head = heading_row(table, names, {})
    columns = columns_of(table[head], names) if table else {}
    missing = [name for name, field in model.model_fields.items() if field.is_required() and name not in columns]
    if missing:
        yield Unread(kind, head + 1, missing[0], "no_column")
        return
    shown = [plain_heading(cell) for cell in table[head]]
    for row, raw in enumerate(table[head + 1 :], head + 2):
        if any(cell.strip() for cell in raw) and [plain_heading(cell) for cell in raw] != shown:
            yield _read(kind, model, row, {name: clean(raw[at]) if at < len(raw) else "" for name, at in columns.items()})


def headings_of(model: type[Row]) -> dict[str, list[str]]:
    """Field → the headings under which it is found, the one that is documented first."""
    return {name: _headings(field.json_schema_extra) for name, field in model.model_fields.items()}


def _headings(extra: Any) -> list[str]:
    return list(extra["headings"])


def _read(kind: str, model: type[Row], row: int, cells: Mapping[str, str]) -> Read | Unread:
    try:
        return Read(row, model.model_validate(cells))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        code = str(first["type"])
        return Unread(kind, row, str(first["loc"][0]), _CODES.get(code, code))


def _contents(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        files = [one for one in path.iterdir() if one.is_file() and kind_of(one.name)]
        _check_size(path.name, [one.stat().st_size for one in files])
        return {one.name: one.read_bytes() for one in files}
    if not path.is_file():
        raise _wrong("no_such_file", path.name)
    _check_size(path.name, [path.stat().st_size])
    return _unpacked(path.name, path.read_bytes())


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """What the directory of a zip says is looked at before anything of it is unpacked; no more is unpacked than it said."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [part for part in packed.infolist() if not part.is_dir() and kind_of(Path(part.filename).name)]
            _check_size(name, [part.file_size for part in parts])
            found = {Path(part.filename).name: packed.read(part) for part in parts}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise _wrong("unreadable", name) from error
    if len(found) != len(parts):
        raise _wrong("file_twice", name)
    return found


def _check_size(name: str, sizes: Sequence[int]) -> None:
    if len(sizes) > MOST_FILES or sum(sizes) > LARGEST_PACKAGE or max(sizes, default=0) > LARGEST_TEXT:
        raise _wrong("too_large", name)


def _wrong(code: str, name: str) -> ListFileError:
    error = ListFileError(code)
    error.file = name
    return error
