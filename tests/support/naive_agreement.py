"""What a document means for complete facts, written as the schema's docstrings say it and nothing cleverer: the engine's yardstick."""

from typing import Any

from handtag.domain.agreement.schema import DECIDED, Agreement, Cell, Product, Row


def plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class Naive:
    """Scans tables and rows in order; the first row that holds and gives the answer decides it."""

    DEFAULT = {"in_scope": "no", "cost_approval": "not_stated"}

    def __init__(self, document: Agreement) -> None:
        self.document = document
        self._products: dict[str, Product | None] = {}

    def answer(self, field: str, facts: dict[str, Any]) -> str:
        for table in self.document.tables:
            for row in table.rows:
                if field in row.then and self.holds(row, facts):
                    return row.then[field]
        return self.DEFAULT.get(field, "undetermined")

    def rule(self, field: str, facts: dict[str, Any]) -> str:
        """The row that decides a field."""
        rows = (row for table in self.document.tables for row in table.rows if field in row.then)
        return next((row.id for row in rows if self.holds(row, facts)), "-")

    def holds(self, row: Row, facts: dict[str, Any]) -> bool:
        return all(self.cell_holds(column, cell, facts) for column, cell in row.when.items())

    def presumed(self, facts: dict[str, Any]) -> dict[str, Any]:
        """What the conditional assumptions add to a question about a product; what is said stays, and so does the product's own area."""
        more: dict[str, Any] = {}
        for assumption in (a for a in self.document.assumptions if a.when and a.fact not in {"product_area", "product_term"}):
            known = {**facts, **more}
            if assumption.fact not in known and all(
                name in known and self.cell_holds(name, cell, known) for name, cell in assumption.when.items()
            ):
                more[assumption.fact] = assumption.value == "true" if assumption.value in {"true", "false"} else assumption.value
        return more

    def product(self, code: str) -> Product | None:
        if code not in self._products:
            rows_over = [product for product in self.document.products if code.startswith(product.iso)]
            self._products[code] = max(rows_over, key=lambda product: len(product.iso), default=None)
        return self._products[code]

    def notes(self, facts: dict[str, Any]) -> set[str]:
        return {note for table in self.document.tables for row in table.rows if self.holds(row, facts) for note in row.notes}

    def end(self, end: int | str | None, facts: dict[str, Any]) -> int | None:
        """A number as it stands, a parameter by its value on the question's day; without a day the newest."""
        if not isinstance(end, str):
            return end
        given = sorted((dated.since, dated.value) for p in self.document.parameters if p.id == end for dated in p.values)
        begun = [value for since, value in given if "date" not in facts or since.isoformat() <= str(facts["date"])]
        return int((begun or [given[0][1]])[-1])

    def cell_holds(self, column: str, cell: Cell, facts: dict[str, Any]) -> bool:
        code = facts["iso_code"]
        product = self.product(code)
        attributes = {"listed": ("yes" if product else "no",), **(product.attributes if product else {})}
        if column == "iso_code":
            return any(code.startswith(group) for group in cell.values) != (cell.kind == "none_of")
        if column.startswith("row."):
            held = attributes.get(column[4:], ())
            return bool(set(held) & set(cell.values)) != (cell.kind == "none_of")
        value = self.answer(column, facts) if column in DECIDED else plain(facts[column])
        match cell.kind:
            case "range":
                low, high, below = (self.end(end, facts) for end in (cell.low, cell.high, cell.below))
                number = int(value)
                return (low is None or low <= number) and (high is None or number <= high) and (below is None or number < below)
            case "listed" | "not_listed":
                held = [v for name in cell.values for v in attributes.get(name, ())]
                return (value in held) == (cell.kind == "listed")
            case _:
                return (value in cell.values) == (cell.kind == "one_of")
