"""The device list's columns, on the page and in the file."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from handtag.web.ui.rules import spaced
from handtag.web.ui.states import look
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", _("Number"), sort=True, primary=True),
    Column("article", _("Article"), sort=True),
    Column("article_number", _("Article number"), shown=False),
    Column("iso", _("ISO code"), kind="date"),
    Column("state", _("State"), kind="status", sort=True),
    Column("location", _("Location"), sort=True),
    Column("bin", _("Bin"), kind="date", sort=True),
    Column("times", _("Times reconditioned"), kind="number", sort=True),
    Column("moved", _("Last moved"), kind="date", sort=True),
)
CELLS: dict[str, Callable[[Any], object]] = {
    "number": lambda device: device.number,
    "article": lambda device: device.article.name,
    "article_number": lambda device: device.article.number,
    "iso": lambda device: spaced(device.article.iso_code),
    "state": lambda device: look("device", device.state).word,
    "location": lambda device: device.location.name if device.location else "",
    "bin": lambda device: device.bin,
    "times": lambda device: device.times_reconditioned,
    "moved": lambda device: device.last_moved_on,
}


def heads(columns: Columns) -> list[object]:
    return [column.label for column in columns.shown]


def file_rows(columns: Columns, devices: Iterable[Any]) -> Iterator[list[object]]:
    """A row for each device with the columns that are shown."""
    for device in devices:
        yield [CELLS[column.key](device) for column in columns.shown]
