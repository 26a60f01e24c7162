"""Verdicts of a price list as lines of texts, and back: how they are kept and handed out."""

from collections.abc import Iterable, Iterator, Sequence

from handtag.domain.procurement.lists import Verdict


def verdict_lines(verdicts: Iterable[Verdict]) -> Iterator[tuple[str, ...]]:
    """One line a verdict, in the order of its fields; no price is an empty text."""
    for one in verdicts:
        old, new = ("" if ore is None else str(ore) for ore in (one.old_ore, one.new_ore))
        yield str(one.row), one.verdict, one.number, one.name, one.code, one.field, old, new, one.value


def read_verdict(line: Sequence[str]) -> Verdict:
    """The verdict of a line that `verdict_lines` made."""
    row, verdict, number, name, code, field, old, new, value = line
    return Verdict(int(row), verdict, number, name, code, field, int(old) if old else None, int(new) if new else None, value)
