"""Words that mean the same in the field, one group a line in the file beside this module: searching for one finds the others."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from handtag.domain.searching.words import words_of

FILE = Path(__file__).parent / "synonyms.txt"


def synonyms(word: str) -> Collection[str]:
    """The other words of the groups that a word is in; none when it is in none."""
    return _groups().get(word, ())


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        words = words_of(line.partition("#")[0])
        for word in words:
            others = (other for other in words if other != word)
            groups[word] = tuple(dict.fromkeys((*groups.get(word, ()), *others)))
    return groups
