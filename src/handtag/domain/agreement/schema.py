"""The shape of an agreement document: parties, dated parameters, product rows, rule tables, clauses, words. Frozen data only;
reading it is `load`, testing it is `check`, answering from it is `compile` and `decide`."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

DECIDED = ("payer", "may_prescribe", "trust_allowed", "cost_approval", "follow_up", "in_scope")
OUTCOMES: dict[str, tuple[str, ...]] = {
    "payer": ("region", "municipality", "shared", "own_responsibility", "other", "undetermined"),
    "may_prescribe": ("yes", "no", "conditional", "undetermined"),
    "trust_allowed": ("yes", "no", "undetermined"),
    "cost_approval": ("required", "not_required", "not_stated", "not_applicable", "undetermined"),
    "follow_up": ("prescriber", "region", "municipality", "payer", "undetermined"),
    "in_scope": ("yes", "no"),
}

HitPolicy = Literal["unique", "first", "collect"]
End = int | str
CellKind = Literal["one_of", "none_of", "range", "prefix", "listed", "not_listed"]


class AgreementError(ValueError):
    """A document that cannot be compiled: a column, value or parameter nobody can answer for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One condition on one column: one of some values, none of them, in a range, under a group of codes, or named (not named) by the
    product row's attributes. No expressions: a rule can be checked without running it.

    `low` and `high` are inclusive, `below` is not; each is a whole number or names the parameter whose value in force counts."""

    kind: CellKind
    values: tuple[str, ...] = ()
    low: End | None = None
    high: End | None = None
    below: End | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that the ends of the range are."""
        return tuple(end for end in (self.low, self.high, self.below) if isinstance(end, str))

    def span(self, values: Mapping[str, int]) -> tuple[int | None, int | None]:
        """The range in whole numbers, both ends inclusive, by the values the parameters have."""
        low, high, below = (values[end] if isinstance(end, str) else end for end in (self.low, self.high, self.below))
        return low, high if below is None else below - 1

    def to_plain(self) -> object:
        match self.kind:
            case "one_of":
                return self.values[0] if len(self.values) == 1 else list(self.values)
            case "none_of":
                return {"not": list(self.values)}
            case "range":
                ends = {"from": self.low, "to": self.high, "below": self.below}
                return {name: end for name, end in ends.items() if end is not None}
            case kind:
                return {kind: list(self.values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule: when every condition holds, it gives these answers, on the strength of this clause.

    `also` names further passages that the rule rests on or that disagree with its clause; they are cited too.
    `open_because` marks what the text leaves open: the answers are then `undetermined`.
    `reading` says which reading of a doubtful text was chosen."""

    id: str
    when: Mapping[str, Cell] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)
    condition: str | None = None
    notes: tuple[str, ...] = ()
    clause: str
    also: tuple[str, ...] = ()
    open_because: str | None = None
    reading: str | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every passage to cite, the one the rule rests on first."""
        return (self.clause, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rules in order. unique: at most one row holds; first: the first that holds; collect: all that hold (for notes)."""

    id: str
    title: str
    hit: HitPolicy = "unique"
    derives: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One printed row of the agreement's product list. `attributes` are what rules ask about; `printed` is word for word."""

    id: str
    iso: str
    name: str
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A printed heading over product rows; it gives no rights of its own."""

    iso: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Which product area a group of codes belongs to when the question does not say; without one the code does not tell, and the area
    is asked for. What all agreements share names its `source`; what an agreement's own text says otherwise its `clause`."""

    iso: str
    product_area: str | None = None
    clause: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The agreement's own words, quoted briefly, and where they stand."""

    id: str
    document: str
    section: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value from a day on (inclusive), until the next one begins."""

    since: date
    value: str | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number or choice the agreement fixes: dated values, unit, clause. `proposed` has not been decided by the principals."""

    id: str
    title: str
    unit: str
    status: Literal["agreed", "proposed"] = "agreed"
    values: tuple[DatedValue, ...]
    clause: str

    def dated_on(self, day: date) -> DatedValue | None:
        """The value in force on a day with the day it began; None before the first."""
        begun = [dated for dated in self.values if dated.since <= day]
        return max(begun, key=lambda dated: dated.since) if begun else None

    def value_on(self, day: date) -> str | int | bool | None:
        """The value in force on a day; None before the first."""
        dated = self.dated_on(day)
        return dated.value if dated else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A principal that is bound: the region by county code, a municipality by SCB code."""

    code: str
    name: str
    kind: Literal["region", "municipality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is taken for granted when the question does not say, because the text treats it as the ordinary case; with `when`, only
    where the question says something that it follows from: whoever is cared for at home is enrolled in home health care."""

    fact: str
    value: str
    clause: str
    when: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What prescribers call a product: the codes it may be, its area and the finer term some rules need."""

    word: str
    iso_codes: tuple[str, ...] = ()
    product_area: str | None = None
    term: str | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """One version of one agreement, complete: what it says, to whom, from when until when (last day inclusive)."""

    id: str
    title: str
    version: str
    valid_from: date
    valid_to: date | None = None
    description: str | None = None
    parties: tuple[Party, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    headings: tuple[Heading, ...] = ()
    products: tuple[Product, ...] = ()
    areas: tuple[Area, ...] = ()
    tables: tuple[Table, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    clauses: tuple[Clause, ...] = ()
    wordings: Mapping[str, str] = field(default_factory=dict)
    words: tuple[Word, ...] = ()

    def canonical_json(self) -> str:
        """The document as one text, the same for the same content: sorted names, no spaces, nothing said left out."""
        return json.dumps(to_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def document_hash(self) -> str:
        """SHA-256 of the canonical text: two documents with the same hash give the same answers."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()

    @cached_property
    def clause_by_id(self) -> Mapping[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def parameter_by_id(self) -> Mapping[str, Parameter]:
        return {parameter.id: parameter for parameter in self.parameters}

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def to_plain(value: object) -> object:
    """Plain dicts, lists and scalars, in the shape `load` reads; empty and absent parts are left out."""
    if isinstance(value, Cell):
        return value.to_plain()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {name: to_plain(part) for name, part in parts.items() if part is not None and part not in ((), {})}
    if isinstance(value, Mapping):
        return {name: to_plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
