"""Which kinds of organisations, workplaces and stores there are, and how their shelves lie. What they are called on the pages
belongs to words.
"""

import re

from handtag.domain.values.errors import Refused

PRINCIPAL_KINDS = ("region", "municipality", "private")
UNIT_KINDS = (
    "health_centre", "hospital", "specialist_unit", "child_habilitation", "adult_habilitation", "psychiatry",
    "municipal_care", "device_centre", "administration",
)  # fmt: skip
AREA = re.compile(r"[^\W\d_]+")
SEPARATORS = re.compile(r"[^\w]+|_")
PARTS = re.compile(r"\d+|[^\W\d_]+")
LOCATION_KINDS = ("central_store", "branch_store", "local_store", "buffer_store")


def check_kind(kind: str, valid: tuple[str, ...]) -> None:
    """Raises Refused("people.unknown_choice") at the field `kind`, with what may be chosen."""
    if kind not in valid:
        raise Refused("people.unknown_choice", field="kind", value=kind, valid=valid)


def area_of(bin: str) -> str:
    """The part of a store that a shelf position lies in: the letters it begins with, else what stands before its first separator."""
    text = bin.strip().upper()
    letters = AREA.match(text)
    return letters[0] if letters else SEPARATORS.split(text)[0]


def walking_order(bin: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts shelf positions as one walks past them: A-2 before A-10, and what has no position last."""
    parts = PARTS.findall(bin.strip().upper())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts) or ((2, ""),)
