"""How a log is sealed: digests of its rows, seals that each rest on the one before, and what is wrong when rows and seals differ. Pure."""

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

NO_SEAL = "0" * 64  # what the first seal of a chain rests on
_ROW = struct.Struct(">q24s")
_DIGEST = 24


class Fault(StrEnum):
    """What was done to a log after it was sealed."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    SEAL_CHANGED = "seal_changed"
    SEAL_MISSING = "seal_missing"
    CUT = "cut"  # rows and seals that an exported head knows of are gone
    REWRITTEN = "rewritten"  # rows and seals agree, but an exported head says otherwise


@dataclass(frozen=True)
class Break:
    """The first thing that is wrong in one care provider's log; `entry_id` is the first bad row, `number` the seal that shows it."""

    principal_id: int
    log: str
    entry_id: int
    number: int
    fault: Fault

    def __str__(self) -> str:
        return f"principal {self.principal_id}, {self.log} log, row {self.entry_id}: {self.fault.value} (seal {self.number})"


@dataclass(frozen=True)
class SealedRow:
    """A row as a seal remembers it; `layout` says which columns the digest was made of."""

    entry_id: int
    digest: bytes
    number: int
    layout: int


def row_digest(values: Sequence[object]) -> bytes:
    """The digest of a row's columns, in a fixed order; the same on every database."""
    return hashlib.sha256(_canonical([_plain(value) for value in values])).digest()[:_DIGEST]


def pack(rows: Iterable[tuple[int, bytes]]) -> bytes:
    """Row numbers and digests as a seal keeps them: 32 bytes each."""
    return b"".join(_ROW.pack(entry_id, digest) for entry_id, digest in rows)


def unpack(packed: bytes, number: int, layout: int) -> Iterator[SealedRow]:
    for entry_id, digest in _ROW.iter_unpack(packed[: len(packed) // _ROW.size * _ROW.size]):
        yield SealedRow(entry_id, digest, number, layout)


def seal_hash(previous: str, columns: Sequence[object], packed: bytes) -> str:
    """The hash of a seal: what it says of itself, its rows, and the hash of the seal before it."""
    inside = [previous, *(_plain(value) for value in columns), hashlib.sha256(packed).hexdigest()]
    return hashlib.sha256(_canonical(inside)).hexdigest()


class Follower:
    """Walks one care provider's rows and what its seals remember side by side, and keeps the first difference."""

    def __init__(self, principal_id: int, log: str, sealed: Iterator[SealedRow]) -> None:
        self.principal_id, self.log, self._sealed = principal_id, log, sealed
        self._next = next(sealed, None)
        self._last = 0
        self.found: Break | None = None

    def meet(self, entry_id: int, digest: Callable[[int], bytes]) -> None:
        """The next row as it is in the table now; rows come in order. `digest` is asked with the layout of the seal."""
        if self.found is not None:
            return
        expected = self._next
        if expected is None or expected.entry_id > entry_id:
            self._break(entry_id, expected.number if expected else self._last, Fault.INSERTED)
        elif expected.entry_id < entry_id:
            self._break(expected.entry_id, expected.number, Fault.REMOVED)
        elif expected.digest != digest(expected.layout):
            self._break(entry_id, expected.number, Fault.CHANGED)
        else:
            self._last, self._next = expected.number, next(self._sealed, None)

    def end(self) -> Break | None:
        """What is wrong, after the last row; what the seals remember beyond it has been removed."""
        if self.found is None and self._next is not None:
            self._break(self._next.entry_id, self._next.number, Fault.REMOVED)
        return self.found

    def _break(self, entry_id: int, number: int, fault: Fault) -> None:
        self.found = Break(self.principal_id, self.log, entry_id, number, fault)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if value is None or isinstance(value, int | str | list | dict) else str(value)


def _canonical(values: object) -> bytes:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode()
