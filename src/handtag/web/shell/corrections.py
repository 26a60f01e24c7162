"""Corrections and notes of dissent in words, for every page that shows the fields they are about."""

from collections.abc import Iterable
from dataclasses import dataclass

from handtag.apps.people.queries_corrections import Correction
from handtag.usecases.words_subject import CORRECTIONS, FIELDS


@dataclass(frozen=True)
class Said:
    """A correction with the words of its field and of its state."""

    one: Correction
    field: str
    state: str
    colour: str


def in_words(corrections: Iterable[Correction]) -> list[Said]:
    return [
        Said(one, str(FIELDS[one.field]), str(CORRECTIONS[one.state]), "success" if one.state == "corrected" else "warning")
        for one in corrections
    ]
