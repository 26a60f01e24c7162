"""Device lists as files: CSV, XLSX, ODS and XLS → a table of texts, row for row as in the file. What the cells mean is the domain's."""

import csv
import io
import marshal
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

import python_calamine as calamine

Table = list[list[str]]
SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LARGEST_UNPACKED = 1_500_000_000
MOST_PARTS = 2_000
STEEPEST = 200  # unpacked to packed, above a size that does no harm: sheets of texts and numbers stay far below it
HARMLESS = 20_000_000
MOST_MEMORY = 512 * 1_024 * 1_024  # of the process that reads a workbook
LARGEST_TABLE = 32_000_000  # bytes of texts as they come from there; here they take ten times as much
LONGEST_READING = 20  # seconds
LARGEST_TEXT = 100_000_000  # bytes
MOST_ROWS = 1_048_576  # as spreadsheets have it
MOST_CELLS = 5_000_000  # 200,000 rows of 25 columns; some 300 MB here
LONGEST_CELL = 32_767  # signs, as spreadsheets have it; longer is a quotation mark that nobody closed
_READER = """
import marshal, resource, sys
sys.path.insert(0, sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from handtag.files.device_lists import ListFileError, read_book
try:
    found = read_book(sys.stdin.buffer.read(), sys.argv[3])
except ListFileError as refusal:
    found = refusal.code
sys.stdout.buffer.write(marshal.dumps(found))
"""
_SIGNS = ";\t,|"


class ListFileError(ValueError):
    """A file that is no readable table; `code` says why, `row` (from 1) where when one row is the reason, `file` which file."""

    def __init__(self, code: str, row: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.row = row
        self.file = ""


def read_table(name: str, content: bytes, sheet: str = "") -> Table:
    """The rows of a file, the first that exist in the sheet first; blank rows stand where they stood.

    `sheet`: its name; without it, the first that holds anything. Raises ListFileError."""
    try:
        return _table(name, content, sheet)
    except ListFileError as refusal:
        refusal.file = name
        raise


def _table(name: str, content: bytes, sheet: str) -> Table:
    if not content.strip():
        raise ListFileError("empty")
    is_book = name.casefold().endswith(SHEETS) or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    table = _book(content, sheet) if is_book else _csv(content)
    if not any(cell.strip() for row in table for cell in row):
        raise ListFileError("empty")
    return table


def read_csv(text: str) -> Table:
    """Rows of a text whose columns are separated by semicolon, tab, comma or bar, whichever the first rows use most."""
    return list(_rows(text, _sign(text)))


def _csv(content: bytes) -> Table:
    """Looked at before it is taken apart: a small text of nothing but separators makes a very large table."""
    if len(content) > LARGEST_TEXT:
        raise ListFileError("too_large")
    text = _text(content)
    sign = _sign(text)
    lines = max(text.count("\n"), text.count("\r"))
    if lines > MOST_ROWS or lines + text.count(sign) > MOST_CELLS:
        raise ListFileError("too_large")
    return list(_rows(text, sign))


def _sign(text: str) -> str:
    head = "\n".join(text[:LONGEST_CELL].splitlines()[:5])
    return max(_SIGNS, key=lambda one: (head.count(one), -_SIGNS.index(one)))


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=False), start=1):
            if max(map(len, row), default=0) > LONGEST_CELL:
                raise ListFileError("long_cell", number)
            yield row
    except csv.Error as error:
        if "field limit" in str(error):
            raise ListFileError("long_cell", number + 1) from None
        raise ListFileError("unreadable") from None


def write_csv(table: Iterable[Sequence[str]]) -> str:
    """A table as one text that `read_csv` reads the same."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(table)
    return text.getvalue()


def _text(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else the code page of Swedish Windows."""
    for start, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8")):
        if content.startswith(start):
            try:
                text = content.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    else:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise ListFileError("unreadable")
    return text


def _book(content: bytes, sheet: str) -> Table:
    """Read by a process of its own with a bound on its memory: two cells in opposite corners make a sheet that no machine holds, and
    the reader then ends its whole process.
    """
    _refuse_bombs(content)
    try:
        done = subprocess.run(  # noqa: S603  # our own words; the file comes by its standard input
            [sys.executable, "-P", "-c", _READER, str(Path(__file__).parents[2]), str(MOST_MEMORY), sheet],
            input=content, capture_output=True, check=False, timeout=LONGEST_READING,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ListFileError("too_slow") from None
    if done.returncode or len(done.stdout) > LARGEST_TABLE:
        raise ListFileError("too_large")
    found = marshal.loads(done.stdout)  # noqa: S302  # from our own process
    if isinstance(found, str):
        raise ListFileError(found)
    return cast("Table", found)


def read_book(content: bytes, sheet: str) -> Table:
    """The rows of a workbook, in this process. Raises ListFileError."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if sheet and sheet not in book.sheet_names:
            raise ListFileError("no_such_sheet")
        for name in [sheet] if sheet else book.sheet_names:
            table = [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            if any(cell for row in table for cell in row):
                return table
    except calamine.PasswordError:
        raise ListFileError("locked") from None
    except (calamine.CalamineError, ValueError, OSError) as error:
        if isinstance(error, ListFileError):
            raise
        raise ListFileError("unreadable") from error
    return []


def _refuse_bombs(content: bytes) -> None:
    """What the directory of the package says is looked at before anything of it is unpacked."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile:
        raise ListFileError("unreadable") from None
    size = sum(part.file_size for part in parts)
    steep = size > HARMLESS and size > STEEPEST * len(content)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS or steep:
        raise ListFileError("too_large")


def _cell(value: object) -> str:
    """A cell as text; a number with decimals gets at least four, so that no one can take its point for a thousand."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return f"{value:.6f}"
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
