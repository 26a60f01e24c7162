"""YAML → plain dicts with strict scalars, remembering lines. Only true and false are flags, only digits without leading zero are
numbers, everything else is text: codes such as 0403, words such as no and dates stay as they are written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Place = tuple[str | int, ...]
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)")


@dataclass
class DocumentError(ValueError):
    """A file that cannot be read: which, which line, why."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True)
class YamlDocument:
    """The content of one file and the line each part stands on."""

    file: str
    content: object
    lines: Mapping[Place, int] = field(repr=False)

    def line_of(self, place: Place) -> int:
        """The line of a part, or of the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(path: Path, shown_as: str | None = None) -> YamlDocument:
    """Reads one file. Raises DocumentError with file and line for broken YAML, repeated names, tags and anchors."""
    name = shown_as or path.name
    try:
        top = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DocumentError(name, line, str(error.problem)) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DocumentError(name, 1, str(error)) from error
    if top is None:
        raise DocumentError(name, 1, "the file is empty")
    reader = _Reader(name)
    return YamlDocument(name, reader.read(top, ()), reader.lines)


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file
        self.lines: dict[Place, int] = {}

    def read(self, node: yaml.Node, place: Place) -> object:
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*place, number)) for number, item in enumerate(node.value, 1)]
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        raise DocumentError(self._file, line, "cannot be read")

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise DocumentError(self._file, line, "a name has to be a text")
            if key.value in result:
                raise DocumentError(self._file, line, f"{key.value} stands twice")
            self.lines[(*place, key.value)] = line
            result[key.value] = self.read(value, (*place, key.value))
        return result


def _scalar(node: yaml.ScalarNode) -> object:
    text = str(node.value)
    if not node.style:  # plain: neither quoted nor a block
        if text in {"true", "false"}:
            return text == "true"
        if _WHOLE.fullmatch(text):
            return int(text)
    return text
