"""The typed values that views hand to components. Frozen, no HTML, no request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Colour = Literal["neutral", "info", "success", "warning", "danger", "accent"]
StepState = Literal["done", "current", "todo", "problem"]
Outcome = Literal["yes", "no", "undetermined"]


@dataclass(frozen=True)
class Tab:
    """One view of the same list; `count` says how much is in it before it is opened."""

    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Step:
    """A part of a process that is done, at hand, to come, or stopped by a problem."""

    label: str
    state: StepState
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened to a device, an order or a prescription."""

    when: date | datetime
    title: str
    who: str = ""
    text: str = ""
    url: str = ""
    colour: Colour = "neutral"


@dataclass(frozen=True)
class Bar:
    """One bar; `text` is the value as people read it (kronor, days), `value` only its length and never negative."""

    label: str
    value: int
    text: str
    url: str = ""


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True)
class TraceRow:
    """One row of a decision table that was tried: its id, what it asked, and whether it applied."""

    row: str
    text: str
    applied: bool


@dataclass(frozen=True)
class Explanation:
    """A decision in two lines (answer, why), its clause one click away and the trace two clicks away."""

    answer: str
    why: str
    outcome: Outcome = "yes"
    clause: str = ""
    clause_text: str = ""
    version: str = ""
    trace: Sequence[TraceRow] = field(default_factory=tuple)
    missing: Sequence[str] = field(default_factory=tuple)
    decider: str = ""
