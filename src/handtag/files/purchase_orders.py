"""A purchase order as printed PDF, for the supplier. Words and amounts come as text, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from handtag.files import pdf


@dataclass(frozen=True)
class About:
    """Something told beside the heading: a label and its lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """`theirs` is the supplier's own article number; amounts as they are written."""

    article: str
    theirs: str
    name: str
    agreement: str
    quantity: str
    price: str
    sum: str


def purchase_order(
    number: str,
    about: Sequence[About],
    lines: Sequence[Line],
    *,
    total: str,
    notes: Sequence[str],
    words: Mapping[str, str],
    language: str,
    centre: str,
    made_at: datetime,
) -> bytes:
    """The order with everything the supplier needs to deliver and invoice it."""
    data = {
        "number": number,
        "about": [asdict(one) for one in about],
        "lines": [asdict(line) for line in lines],
        "total": total,
        "notes": list(notes),
        "words": dict(words),
        "centre": centre,
    }
    return pdf.render("purchase_order", data, language=language, made_at=made_at)
