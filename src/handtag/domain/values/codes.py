"""Codes of the field: the form of an ISO 9999 code and how codes contain each other. No names, no catalogue."""

import re

_ISO_FORM = re.compile(r"(?:[0-9]{2}){1,4}")


def is_iso_code(text: str) -> bool:
    """A code of ISO 9999 has 2 (class), 4 (subclass), 6 (division) or 8 (national) digits."""
    return _ISO_FORM.fullmatch(text) is not None


def contains(group: str, code: str) -> bool:
    """An ISO 9999 group contains every code that begins with it, itself too."""
    return code.startswith(group)


def groups_of(code: str) -> tuple[str, ...]:
    """The groups that contain the code, the narrowest (the code itself) first."""
    return tuple(code[:length] for length in range(len(code), 0, -2))
