"""How a list is read with some columns: how many rows, what they come to, the first of them, and what is wrong with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handtag.domain.cost_shift.headings import heading_row
from handtag.domain.cost_shift.reading import CellError, read_list
from handtag.domain.cost_shift.rows import DeviceList, Fault
from handtag.domain.cost_shift.words import field_name
from handtag.web.analysis.words import words

SHOWN_ROWS, SHOWN_FAULTS = 5, 50


@dataclass(frozen=True)
class Preview:
    """`stops` says why nothing can be read at all; else `read` is the list."""

    heads: Sequence[str]
    sample: Sequence[Sequence[str]]
    read: DeviceList | None
    stops: str

    @classmethod
    def of(cls, table: Sequence[Sequence[str]], columns: Mapping[str, int]) -> "Preview":
        head = heading_row(table)
        sample = [row for row in table[head + 1 :] if any(cell.strip() for cell in row)][:SHOWN_ROWS]
        try:
            return cls(table[head], sample, read_list(table, columns, head), "")
        except CellError as error:
            said = words()
            return cls(table[head], sample, None, f"{field_name(error.field, said).capitalize()}: {said[f'fault.{error.code}']}")

    @property
    def faults(self) -> list[tuple[Fault, str, str]]:
        """The first rows that cannot be read, with the field and the reason in words."""
        said = words()
        found = self.read.faults[:SHOWN_FAULTS] if self.read else ()
        return [(fault, field_name(fault.field, said), said[f"fault.{fault.code}"]) for fault in found]
