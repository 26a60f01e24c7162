"""A sheet for a person about what she borrows, as PDF/UA. Words come with the data; where she is stands in none of it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from handtag.files import pdf


@dataclass(frozen=True)
class Part:
    """A heading with its rows; the first line of a row is what it is about. `empty` is said when there are none."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""


def person_sheet(title: str, name: str, parts: list[Part], *, made: str, language: str, made_at: datetime) -> bytes:
    data = {"words": {"title": title, "made": made}, "name": name, "parts": [asdict(part) for part in parts]}
    return pdf.render("person_sheet", data, language=language, made_at=made_at)
