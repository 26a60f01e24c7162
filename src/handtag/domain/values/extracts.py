"""What is told about one person, as tables of plain values; the types of the cells say what each must be treated as. No words, no rules."""

from dataclasses import dataclass
from uuid import UUID


class Code(str):
    """A value that has a word in the reader's language."""

    __slots__ = ()


class Where(str):
    """A value that helps to find where a person is: told of a protected person only when it may be (OSL 22 kap. 1 §)."""

    __slots__ = ()


class UnitNumber(int):
    """A unit by its number, where its name is not at hand; it too says where a person is cared for."""


class Ore(int):
    """An amount in öre."""


class Number(str):
    """An identity number in twelve digits."""

    __slots__ = ()


@dataclass(frozen=True)
class Subject:
    """One person: the numbers and keys of the records that are known to be hers."""

    ids: tuple[int, ...]
    keys: tuple[UUID, ...]


@dataclass(frozen=True)
class Section:
    """A kind of data: codes of the columns, and a row per thing. `is_withheld`: there are rows, but they are not handed out."""

    code: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    is_withheld: bool = False
