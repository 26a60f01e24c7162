"""Codes of activity and participation that a goal may have, one a line in the file beside this module, with its sources."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "icf.txt"


@cache
def goal_codes() -> Mapping[str, str]:
    """Code → what it is called, in the classification's order."""
    lines = (line.partition("#")[0].strip() for line in FILE.read_text(encoding="utf-8").splitlines())
    return {code: title for code, _space, title in (line.partition(" ") for line in lines if line)}
