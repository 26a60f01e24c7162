"""Tables as data: which columns, how they are set and sorted, which are shown. Rows stay in the page's template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import get_language

Kind = Literal["text", "code", "number", "date", "status", "actions"]


@dataclass(frozen=True)
class Column:
    """`key` is what the page's query sorts by; numbers are set at the end of the cell, and codes, dates and states are
    never broken over two lines."""

    key: str
    label: str | Promise
    kind: Kind = "text"
    sort: bool = False
    shown: bool = True
    primary: bool = False
    """The cell that names the row: a row header, and the title of its card on a phone."""

    @property
    def css(self) -> str:
        return {"number": "num", "actions": "act", "text": ""}.get(self.kind, "nw")

    @property
    def opening(self) -> str:
        """The tag that each of its cells begins with, put together once in each language: a page has hundreds of cells."""
        language = get_language() or ""
        if language not in self._openings:
            head = 'th scope="row"' if self.primary else f'td data-l="{escape(str(self.label))}"'
            self._openings[language] = f'<{head} class="{self.css}">'
        return self._openings[language]

    @cached_property
    def _openings(self) -> dict[str, str]:
        return {}


class Columns:
    """The columns of one table in order, each also by its key: `{% cell columns.price %}`."""

    def __init__(self, *columns: Column) -> None:
        self._all = columns
        self._by_key = {column.key: column for column in columns}
        if len(self._by_key) != len(columns):
            raise ValueError("two columns have the same key")

    def __getitem__(self, key: str) -> Column:
        return self._by_key[key]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Column]:
        return iter(self._all)

    @property
    def shown(self) -> list[Column]:
        return [column for column in self._all if column.shown]

    def choosing(self, keys: Iterable[str]) -> "Columns":
        """Only the columns someone chose, in the table's own order; primary ones always, all when nothing known was chosen."""
        chosen = {key for key in keys if key in self._by_key}
        if not chosen:
            return self
        return Columns(*(replace(c, shown=c.primary or c.key in chosen) for c in self._all))

    def sort_from(self, text: str, default: str) -> str:
        """`-date` or `date` when that column may be sorted by, else the default."""
        column = self._by_key.get(text.removeprefix("-"))
        return text if column is not None and column.sort else default
