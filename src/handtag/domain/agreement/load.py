"""Plain dicts (from YAML or stored JSON) → the frozen document, by the dataclasses' own types. Every error names its place.
Whether the document makes sense as a whole is `check`."""

import dataclasses
import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from handtag.domain.agreement.schema import Agreement, Cell, CellKind, End

Place = tuple[str | int, ...]
T = TypeVar("T")


@dataclass
class LoadError(ValueError):
    """What cannot be read, and where: the way of names and positions from the top of the document."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{' → '.join(str(part) for part in self.place) or 'document'}: {self.message}"


def agreement_from_dict(plain: object) -> Agreement:
    """Reads one agreement document. Raises LoadError naming table, row and cell."""
    return read_as(Agreement, plain)


def agreement_from_json(text: str) -> Agreement:
    """Reads a stored canonical document, so that an old version answers as it did. Raises LoadError, ValueError when it is no JSON."""
    try:
        plain = json.loads(text)
    except RecursionError:
        raise LoadError((), "lists within lists without end") from None
    return agreement_from_dict(plain)


def read_as(shape: type[T], plain: object, place: Place = ()) -> T:
    """Reads plain data as one of the schema's dataclasses."""
    result: T = _read(shape, plain, place)
    return result


def _read(shape: Any, plain: object, place: Place) -> Any:
    if shape is Cell:
        return _cell(plain, place)
    if dataclasses.is_dataclass(shape):
        return _record(shape, plain, place)
    origin = get_origin(shape)
    if origin is not None:
        return _GENERIC[origin](shape, plain, place)
    return _scalar(shape, plain, place)


def _record(shape: Any, plain: object, place: Place) -> Any:
    given = _mapping(plain, place)
    types_, needed = _parts(shape)
    place = (*place[:-1], f"{place[-1]} {given['id']}") if place and "id" in given else place
    for name in given:
        if name not in types_:
            raise LoadError((*place, name), f"is not known here; known are {', '.join(types_)}")
    values = {name: _read(types_[name], value, (*place, name)) for name, value in given.items()}
    for name in needed - values.keys():
        raise LoadError((*place, name), "is missing")
    return shape(**values)


@cache
def _parts(shape: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The fields of a dataclass with their types, and those that have to be given."""
    fields = dataclasses.fields(shape)
    needed = (f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)
    types_ = get_type_hints(shape)
    return {f.name: types_[f.name] for f in fields}, frozenset(needed)


def _mapping(plain: object, place: Place) -> Mapping[str, object]:
    if not isinstance(plain, Mapping) or not all(isinstance(name, str) for name in plain):
        raise LoadError(place, f"needs names with values, not {plain!r:.60}")
    return plain


def _map(shape: Any, plain: object, place: Place) -> dict[str, Any]:
    kind = get_args(shape)[1]
    return {name: _read(kind, value, (*place, name)) for name, value in _mapping(plain, place).items()}


def _tuple(shape: Any, plain: object, place: Place) -> tuple[Any, ...]:
    kind = get_args(shape)[0]
    if kind is str and isinstance(plain, str):
        return (plain,)
    if not isinstance(plain, list | tuple):
        raise LoadError(place, f"needs a list, not {plain!r:.60}")
    return tuple(_read(kind, value, (*place, number)) for number, value in enumerate(plain, 1))


def _literal(shape: Any, plain: object, place: Place) -> Any:
    if plain not in get_args(shape):
        raise LoadError(place, f"{plain!r} is not one of {', '.join(get_args(shape))}")
    return plain


def _union(shape: Any, plain: object, place: Place) -> Any:
    kinds = get_args(shape)
    if plain is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    exact = next((kind for kind in kinds if type(plain) is kind), kinds[0])
    return _read(exact, plain, place)


_GENERIC: dict[Any, Callable[[Any, object, Place], Any]] = {
    tuple: _tuple,
    Mapping: _map,
    Literal: _literal,
    Union: _union,
    types.UnionType: _union,
}


def _scalar(shape: Any, plain: object, place: Place) -> Any:
    if shape is date:
        return _day(plain, place)
    if type(plain) is not shape:
        raise LoadError(place, f"needs {_KIND_NAMES[shape]}, not {plain!r:.60}")
    return plain


_KIND_NAMES = {str: "a text", int: "a whole number", bool: "true or false"}


def _day(plain: object, place: Place) -> date:
    try:
        return date.fromisoformat(plain if isinstance(plain, str) else "")
    except ValueError:
        raise LoadError(place, f"{plain!r} is not a date (YYYY-MM-DD)") from None


def _cell(plain: object, place: Place) -> Cell:
    if isinstance(plain, Mapping):
        return _cell_of_kind(plain, place)
    if isinstance(plain, list | tuple) and not plain:
        raise LoadError(place, "an empty list never holds")
    values = plain if isinstance(plain, list | tuple) else [plain]
    return Cell("one_of", tuple(_cell_value(value, place) for value in values))


_CELL_KINDS: dict[str, CellKind] = {"not": "none_of", "prefix": "prefix", "listed": "listed", "not_listed": "not_listed"}


_ENDS = ("from", "to", "below")
_PARAMETER = re.compile(r"[a-z][a-z0-9_]*")


def _cell_of_kind(plain: Mapping[Any, object], place: Place) -> Cell:
    if plain and set(plain) <= set(_ENDS):
        if "to" in plain and "below" in plain:
            raise LoadError(place, "to (inclusive) and below (exclusive) are two ends of the same side; give one")
        ends = {name: _end(name, end, place) for name, end in plain.items()}
        return Cell("range", low=ends.get("from"), high=ends.get("to"), below=ends.get("below"))
    if len(plain) == 1 and (name := next(iter(plain))) in _CELL_KINDS:
        return Cell(_CELL_KINDS[name], _tuple(tuple[str, ...], plain[name], place))
    raise LoadError(
        place, f"is not a condition: {dict(plain)!r:.60}; use a value, a list, from/to/below, prefix, not, listed or not_listed"
    )


def _end(name: str, end: object, place: Place) -> End:
    if type(end) is int or (isinstance(end, str) and _PARAMETER.fullmatch(end)):
        return end
    raise LoadError(place, f"{name} needs a whole number or the name of a parameter, not {end!r:.60}")


def _cell_value(value: object, place: Place) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise LoadError(place, f"{value!r:.60} is not a value")
