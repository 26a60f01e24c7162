"""The worked cases beside an agreement: cases/*.yaml, each a list. What a case means is `domain.agreement.cases`."""

from dataclasses import fields
from pathlib import Path

from handtag.domain.agreement.cases import ANSWERS, Case
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.files.yaml_documents import DocumentError, YamlDocument, read_yaml

_KINDS = {field.name: dict if field.name in {"facts", "expect"} else str for field in fields(Case)}


def cases_of(folder: Path) -> tuple[Case, ...]:
    """Every case of an agreement folder, file by file. Raises DocumentError naming file, line, case and field."""
    found: dict[str, Case] = {}
    for path in sorted(folder.glob("cases/*.yaml")):
        document = read_yaml(path, str(path.relative_to(folder.parent)))
        if not isinstance(document.content, list):
            raise DocumentError(document.file, 1, "needs a list of cases")
        for number, plain in enumerate(document.content, 1):
            case = _case(document, number, plain)
            if case.id in found:
                raise DocumentError(document.file, document.line_of((number,)), f"case {case.id} stands twice in this agreement")
            found[case.id] = case
    return tuple(found.values())


def _case(document: YamlDocument, number: int, plain: object) -> Case:
    def wrong(message: str, *place: str) -> DocumentError:
        name = plain.get("id", number) if isinstance(plain, dict) else number
        return DocumentError(document.file, document.line_of((number, *place)), f"case {name}: {message}")

    if not isinstance(plain, dict) or set(plain) != set(_KINDS):
        raise wrong(f"needs {', '.join(_KINDS)} and nothing else")
    for name, kind in _KINDS.items():
        if not isinstance(plain[name], kind):
            raise wrong(f"{name} needs {'names with values' if kind is dict else 'a text'}", name)
    for name in set(plain["expect"]) - set(ANSWERS):
        raise wrong(f"{name} is not an answer; valid are {', '.join(ANSWERS)}", "expect", name)
    try:
        parse_facts(plain["facts"])
    except FactError as error:
        raise wrong(str(error), "facts", error.field) from error
    return Case(**plain)
