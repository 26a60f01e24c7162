"""The document's shape as JSON Schema, made from the dataclasses, for editors that check while an agreement is written."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from handtag.domain.agreement.schema import Agreement, Cell

_TEXTS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_TEXT_OR_TEXTS = {"anyOf": [{"type": "string"}, _TEXTS]}
_END = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "A parameter's id."}]}
_CELL: dict[str, Any] = {
    "description": "A value, a list of values, from/to (inclusive), below (not inclusive), not, prefix (ISO codes), listed/not_listed "
    "(product attributes). An end is a whole number or a parameter's id.",
    "anyOf": [
        {"type": ["string", "boolean", "integer"]},
        {"type": "array", "items": {"type": ["string", "boolean", "integer"]}, "minItems": 1},
        {
            "type": "object",
            "properties": {"from": _END, "to": _END, "below": _END},
            "not": {"required": ["to", "below"]},
            "additionalProperties": False,
            "minProperties": 1,
        },
        *(
            {"type": "object", "properties": {name: _TEXT_OR_TEXTS}, "required": [name], "additionalProperties": False}
            for name in ("not", "prefix", "listed", "not_listed")
        ),
    ],
}
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Cell: _CELL,
}


def agreement_schema() -> dict[str, Any]:
    """JSON Schema of one agreement document as `load` reads it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Handtag agreement", **_shape(Agreement)}


def _shape(kind: Any) -> dict[str, Any]:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(parts[1])}
    if origin is tuple:
        return _TEXT_OR_TEXTS if parts[0] is str else {"type": "array", "items": _shape(parts[0])}
    assert origin in {Union, types.UnionType}, kind
    kinds = [_shape(part) for part in parts if part is not type(None)]
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}


def _record(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    needed = [f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {f.name: _shape(hints[f.name]) for f in fields},
        "required": needed,
        "additionalProperties": False,
    }
