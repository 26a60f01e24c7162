"""What persons are told about what they borrow: a county's own words in a file. The file is read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from handtag.files.yaml_documents import DocumentError, YamlDocument, read_yaml

SHIPPED = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class Term:
    heading: str
    text: str
    ground: str


def loan_terms() -> tuple[Term, ...]:
    """The installation's terms, in their order. Raises DocumentError naming what is wrong."""
    return read_terms(Path(settings.LOAN_TERMS) if settings.LOAN_TERMS else SHIPPED)


@cache
def read_terms(path: Path) -> tuple[Term, ...]:
    found = read_yaml(path)
    rows = found.content.get("terms") if isinstance(found.content, dict) else None
    if not isinstance(rows, list) or not rows:
        raise DocumentError(found.file, 1, "terms: write at least one")
    return tuple(_term(found, number, row) for number, row in enumerate(rows))


def _term(found: YamlDocument, number: int, row: object) -> Term:
    known = {"heading", "text", "ground"}
    if not isinstance(row, dict) or set(row) != known or not all(isinstance(row[name], str) and row[name].strip() for name in known):
        raise DocumentError(found.file, found.line_of(("terms", number)), "each of the terms has heading, text and ground")
    return Term(row["heading"], row["text"], row["ground"])
