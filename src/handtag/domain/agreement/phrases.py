"""A rule's conditions and answers in the words of the format, on one line: for terminals, workbooks and error messages. Sentences in a
reader's language are `explain`'s and the pages'."""

from collections.abc import Mapping

from handtag.domain.agreement.schema import Cell, Row


def condition(cell: Cell) -> str:
    """One condition as it is written in the files: `a, b`, `not a, b`, `18–64`, `18–`, `under 18`, `06, 0912` for groups of codes."""
    match cell.kind:
        case "one_of" | "prefix":
            return ", ".join(cell.values)
        case "range":
            low = "" if cell.low is None else str(cell.low)
            if cell.below is not None:
                return f"{low}– under {cell.below}" if low else f"under {cell.below}"
            return f"{low}–{'' if cell.high is None else cell.high}"
        case kind:
            return f"{kind.replace('none_of', 'not').replace('_', ' ')} {', '.join(cell.values)}"


def conditions(when: Mapping[str, Cell]) -> str:
    """Every condition of a rule or an assumption; `always` when it has none."""
    return "; ".join(f"{column} {condition(cell)}" for column, cell in when.items()) or "always"


def answers(row: Row) -> str:
    """What a rule gives."""
    given = [
        f"{name} {value}" + (f" ({row.condition})" if name == "may_prescribe" and row.condition else "") for name, value in row.then.items()
    ]
    return "; ".join([*given, *row.notes])
