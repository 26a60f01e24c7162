"""What becomes of each row of a package: taken, known already, or refused with field and reason; and whether all of it may be taken."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handtag.domain.values.errors import Refused

VERDICTS = ("taken", "known", "refused")


@dataclass(frozen=True)
class Unread:
    """A row that is refused: which field, and why, as codes."""

    file: str
    row: int
    field: str
    reason: str


@dataclass(frozen=True)
class Verdict:
    """Of one row, numbered as in its file. `known`: there already, and nothing of it is changed."""

    file: str
    row: int
    verdict: str
    field: str = ""
    reason: str = ""


Counts = Mapping[str, Mapping[str, int]]


def counted(verdicts: Iterable[Verdict]) -> dict[str, dict[str, int]]:
    """File → verdict → how many rows."""
    found: dict[str, Counter[str]] = {}
    for one in verdicts:
        found.setdefault(one.file, Counter())[one.verdict] += 1
    return {file: dict(counts) for file, counts in found.items()}


def refused_in(counts: Counts) -> int:
    return sum(of_file.get("refused", 0) for of_file in counts.values())


def require_all(counts: Counts, *, leave_refused: bool) -> None:
    """A package is taken whole, unless it is said that what is refused is left out. Raises Refused("takeover.rows_refused")."""
    refused = refused_in(counts)
    if refused and not leave_refused:
        raise Refused("takeover.rows_refused", rows=refused)
