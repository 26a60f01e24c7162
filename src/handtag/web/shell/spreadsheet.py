"""The rows of a page as a file for a spreadsheet: exactly what is seen, and nothing that the spreadsheet would take for a formula."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from django.http import HttpResponse

from handtag.files.workbooks import workbook

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # also the full-width ones
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"  # without it Excel reads å, ä and ö wrongly
Cell = object


def kronor(ore: int) -> Decimal:
    """Öre as an exact number of kronor, for a cell that can be summed."""
    return Decimal(ore) / 100


def csv_answer(name: str, heads: Sequence[object], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A semicolon separated file as Swedish spreadsheets read it; `name` without its ending."""
    text = StringIO()
    written = csv.writer(text, delimiter=";", lineterminator="\r\n")
    written.writerow([_safe(head) for head in heads])
    written.writerows([_safe(cell) for cell in row] for row in rows)
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def table_answer(kind: str, name: str, heads: Sequence[object], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows as `csv`, or as `xlsx` where every text is a text whatever it begins with."""
    if kind != "xlsx":
        return csv_answer(name, heads, rows)
    return xlsx_answer(name, workbook([(name, [heads, *rows])]))


def xlsx_answer(name: str, content: bytes) -> HttpResponse:
    """A workbook to save; `name` without its ending."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _safe(value: Cell) -> str:
    """Numbers as numbers with a decimal comma; a text that a spreadsheet would calculate gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01"))).replace(".", ",")
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text
