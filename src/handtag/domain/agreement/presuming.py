"""Assumptions that follow from what a question says: whoever is cared for at home is enrolled in home health care. What is assumed
whatever is said belongs in `compile`."""

from collections.abc import Mapping

from handtag.domain.agreement.facts import FLAG_FACTS, Facts
from handtag.domain.agreement.schema import Agreement, Assumption, Cell

# A product that is named has the area it has; only a question without a product lets it follow from something else.
OF_THE_PRODUCT = ("product_area", "product_term")
NAMES_A_PRODUCT = ("iso_code", "product")


class Presumptions:
    """The conditional assumptions of a document, tried in its order."""

    def __init__(self, document: Agreement, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._assumptions = tuple(assumption for assumption in document.assumptions if assumption.when)

    def __bool__(self) -> bool:
        return bool(self._assumptions)

    def of(self, known: Facts) -> Facts:
        """What follows from the known facts, each fact once; a fact that is said is never replaced."""
        more = Facts()
        for assumption in self._assumptions:
            if assumption.fact in known or assumption.fact in more or _is_said_by_product(assumption.fact, known):
                continue
            if all(self._holds(cell, known.get(column, more.get(column))) for column, cell in assumption.when.items()):
                more[assumption.fact] = typed(assumption)
        return more

    def _holds(self, cell: Cell, value: object) -> bool:
        if value is None:
            return False
        if cell.kind == "range":
            low, high = cell.span(self._numbers)
            return isinstance(value, int) and (low is None or low <= value) and (high is None or value <= high)
        said = str(value).lower() if isinstance(value, bool) else value
        return (said in cell.values) == (cell.kind == "one_of")


def typed(assumption: Assumption) -> object:
    """The assumed value as `parse_facts` would read it."""
    return assumption.value == "true" if assumption.fact in FLAG_FACTS else assumption.value


def _is_said_by_product(fact: str, known: Facts) -> bool:
    return fact in OF_THE_PRODUCT and any(name in known for name in NAMES_A_PRODUCT)
