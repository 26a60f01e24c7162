"""The one way to write a workbook: sheets of lines, texts as texts whatever they begin with, amounts as exact sums. What the sheets hold
is whoever asks."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

Line = Sequence[object]
NARROWEST, WIDEST = 10, 60
LONGEST_NAME = 31  # of a sheet, as spreadsheets have it


class Kronor(int):
    """An amount in öre that the sheet shows in kronor and can sum."""


def workbook(sheets: Iterable[tuple[str, Iterable[Line]]], *, title: str = "", comments: str = "") -> bytes:
    """The file's content. The first line of a sheet holds its heads. Whole numbers, Decimals and Kronor are numbers, None is an empty
    cell, everything else is a text: never a formula, a link or a number to the spreadsheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "comments": comments})
        styles = _Styles(book)
        for name, lines in sheets:
            _write(book.add_worksheet(name[:LONGEST_NAME]), styles, list(lines))
    return file.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({**top, "bold": True, "bottom": 1})
        self.cell = book.add_format(top)
        self.money = book.add_format({"valign": "top", "num_format": '#,##0.00 "kr"'})


def _write(sheet: Any, styles: _Styles, lines: Sequence[Line]) -> None:
    for row, line in enumerate(lines):
        for column, value in enumerate(line):  # never write(), which makes formulas and links of texts
            if isinstance(value, Kronor):
                sheet.write_number(row, column, Decimal(value) / 100, styles.money)
            elif isinstance(value, int | Decimal) and not isinstance(value, bool):
                sheet.write_number(row, column, value, styles.cell)
            elif value is not None:
                sheet.write_string(row, column, str(value), styles.head if row == 0 else styles.cell)
    for column in range(max(map(len, lines), default=0)):
        longest = max(len(str(line[column])) if column < len(line) and line[column] is not None else 0 for line in lines)
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 1)
