"""The codes of ISO 9999 as the agreements' folder lists them: no titles, those are the standard's own."""

from handtag.files.agreements import agreements_root

FILE = "iso9999-codes.txt"


def iso_codes() -> frozenset[str]:
    """Classes, subclasses and divisions (2, 4, 6 digits); empty when the installation has no such list."""
    path = agreements_root() / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line for line in lines if line and not line.startswith("#"))
