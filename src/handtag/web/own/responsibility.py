"""What an agreement says that people buy themselves, with the clause that says so. Decides nothing; the list is the agreement's own."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.agreements.queries import compiled_for
from handtag.domain.agreement.schema import Clause
from handtag.domain.values.errors import NotFound

OWN = "own_responsibility"


@dataclass(frozen=True)
class Bought:
    """A row of the agreement's list; `why` is what it says of the row, word for word."""

    name: str
    why: str


def own_responsibility(agreement_id: str, on: date) -> list[tuple[Clause, list[Bought]]]:
    """The rows of the agreement in force whose payer is the person herself, under the clause they rest on; none without an agreement."""
    try:
        document = compiled_for(agreement_id, on).document
    except NotFound:
        return []
    found: dict[Clause, list[Bought]] = {}
    for row in document.products:
        if OWN in row.attributes.get("payer", ()):
            found.setdefault(document.clause_by_id[row.clause], []).append(Bought(row.name, row.printed.get("motive", "")))
    return list(found.items())
