"""The file with a county's retention plan: YAML → plan. What a plan may say is decided in domain/retention.py."""

from pathlib import Path
from typing import cast

from handtag.domain.retention import FIELDS, Plan, Wrong, faults, rules_of
from handtag.files.yaml_documents import DocumentError, Place, YamlDocument, read_yaml

TOP = ("decided_by", "decided_on", "case_number")


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises DocumentError with file, line, row and field; OSError when there is no file."""
    document = read_yaml(path)
    content = document.content
    if not isinstance(content, dict) or not isinstance(content.get("rows"), list):
        raise DocumentError(document.file, 1, "a plan has decided_by, decided_on, case_number and rows")
    if unknown := sorted(content.keys() - {*TOP, "rows"}):
        raise DocumentError(document.file, document.line_of((unknown[0],)), f"{unknown[0]}: unknown; known are {', '.join(TOP)}, rows")
    for name in TOP:
        if not str(content.get(name) or "").strip():
            raise DocumentError(document.file, document.line_of((name,)), f"{name}: say who decided on the plan, when, and its number")
    rows = [_row(document, number, row) for number, row in enumerate(content["rows"], 1)]
    for wrong in faults(rows):
        raise _error(document, wrong)
    decided_by, decided_on, case_number = (str(content[name]).strip() for name in TOP)
    return Plan(decided_by, decided_on, case_number, rules_of(rows))


def _row(document: YamlDocument, number: int, row: object) -> dict[str, object]:
    if not isinstance(row, dict):
        raise _error(document, Wrong(number, "kind", f"a row has {', '.join(FIELDS)}"))
    if unknown := sorted(row.keys() - set(FIELDS)):
        raise _error(document, Wrong(number, unknown[0], f"unknown; known are {', '.join(FIELDS)}"))
    return cast("dict[str, object]", row)


def _error(document: YamlDocument, wrong: Wrong) -> DocumentError:
    place: Place = ("rows", wrong.row, wrong.field) if wrong.row else ("rows",)
    where = f"row {wrong.row} {wrong.field}" if wrong.row else wrong.field
    return DocumentError(document.file, document.line_of(place), f"{where}: {wrong.message}")
