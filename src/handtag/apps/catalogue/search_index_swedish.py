"""Swedish for the search: stems, the nearest words to a misspelt one, and words that mean the same. Which count is the search's rule."""

from collections.abc import Collection
from functools import lru_cache

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from handtag.domain.searching.words import Language
from handtag.files.synonyms import synonyms

MOST_MEANT = 6
_STEMMER = snowballstemmer.stemmer("swedish")


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The stem that every inflection comes to: `rollatorer` gives `rollator` and that gives `rollat`, so it is asked until it stays.

    The stemmer does not know the definite form of words in -or: rollatorn, motorn.
    """
    shorter = str(_STEMMER.stemWord(word.removesuffix("n") if word.endswith("orn") else word))
    return shorter if shorter == word else stem(shorter)


def nearest(word: str, among: Collection[str], changes: int) -> list[str]:
    """Those with the fewest letters changed, added, left out or swapped, at most `changes`; the same first letter before others."""
    found = process.extract(word, list(among), scorer=OSA.distance, score_cutoff=changes, limit=None)
    if not found:
        return []
    least = found[0][1]
    near = sorted((one for one, distance, _ in found if distance == least), key=lambda one: (one[0] != word[0], one))
    same = [one for one in near if one[0] == word[0]]
    return (same or near)[:MOST_MEANT]


SWEDISH = Language(stem=stem, nearest=nearest, synonyms=synonyms)
