"""The file that says how what an identity provider tells becomes roles: YAML → rules. No one is looked up."""

from pathlib import Path
from typing import cast

from handtag.domain.access import Role
from handtag.domain.attribute_mapping import AttributeMapping, MappingRule, Source
from handtag.files.yaml_documents import DocumentError, Place, YamlDocument, read_yaml

GIVEN = frozenset(role.value for role in Role if role not in {Role.TIMER, Role.PERSON})
TOP = {"subject", "name", "demands", "rules"}
RULE = {"when", "role", "unit", "profession"}


def read_mapping(path: Path) -> AttributeMapping:
    """The mapping in a file. Raises DocumentError with file and line, OSError when there is no file."""
    found = _Reader(read_yaml(path))
    top = found.section((), TOP)
    rules = top.get("rules")
    if not isinstance(rules, list) or not rules:
        raise found.wrong(("rules",), "rules: at least one rule is needed")
    return AttributeMapping(
        subject=found.text(("subject",), top.get("subject")),
        name=tuple(found.list_of_texts(("name",), top.get("name", "name"))),
        demands=found.conditions(("demands",), top.get("demands", {})),
        rules=tuple(found.rule(number) for number in range(1, len(rules) + 1)),
    )


class _Reader:
    def __init__(self, document: YamlDocument) -> None:
        self.document = document

    def wrong(self, place: Place, message: str) -> DocumentError:
        return DocumentError(self.document.file, self.document.line_of(place), message)

    def section(self, place: Place, known: set[str]) -> dict[str, object]:
        content = self.at(place)
        if not isinstance(content, dict):
            raise self.wrong(place, f"{_path(place)}: names and values are expected here")
        if unknown := sorted(content.keys() - known):
            raise self.wrong((*place, unknown[0]), f"{_path((*place, unknown[0]))}: unknown; known are {', '.join(sorted(known))}")
        return content

    def at(self, place: Place) -> object:
        content = self.document.content
        for step in place:
            content = cast("list[object]", content)[step - 1] if isinstance(step, int) else cast("dict[str, object]", content).get(step)
        return content

    def text(self, place: Place, value: object) -> str:
        if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
            raise self.wrong(place, f"{_path(place)}: a text is needed")
        return str(value)

    def list_of_texts(self, place: Place, value: object) -> list[str]:
        several = value if isinstance(value, list) else [value]
        return [self.text(place, one) for one in several]

    def conditions(self, place: Place, value: object) -> dict[str, tuple[str, ...]]:
        if not isinstance(value, dict):
            raise self.wrong(place, f"{_path(place)}: claims and the values they may have are expected here")
        return {claim: tuple(self.list_of_texts((*place, claim), wanted)) for claim, wanted in value.items()}

    def rule(self, number: int) -> MappingRule:
        place: Place = ("rules", number)
        content = self.section(place, RULE)
        role = self.text((*place, "role"), content.get("role"))
        if role not in GIVEN:
            raise self.wrong((*place, "role"), f"{_path(place)} role: {role} is no role; known are {', '.join(sorted(GIVEN))}")
        when = self.conditions((*place, "when"), content.get("when"))
        if not when:
            raise self.wrong((*place, "when"), f"{_path(place)} when: a rule without a condition would let everyone in")
        profession = self.source((*place, "profession"), content["profession"]) if "profession" in content else Source()
        if role in (Role.PRESCRIBER, Role.STUDENT) and profession == Source():
            raise self.wrong(place, f"{_path(place)}: a {role} needs a profession")
        return MappingRule(when, role, self.source((*place, "unit"), content.get("unit")), profession)

    def source(self, place: Place, value: object) -> Source:
        if not isinstance(value, dict):
            return Source(fixed=self.text(place, value))
        content = self.section(place, {"claim", "values"})
        values = content.get("values")
        if values is not None and not isinstance(values, dict):
            raise self.wrong((*place, "values"), f"{_path(place)} values: what is told and what it means are expected here")
        translated = {told: self.text((*place, "values", told), meant) for told, meant in values.items()} if values else None
        return Source(claim=self.text((*place, "claim"), content.get("claim")), values=translated)


def _path(place: Place) -> str:
    return " ".join(str(step) for step in place) or "the file"
