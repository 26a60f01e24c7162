"""Decisions that were made, asked again of another version: how many would have been otherwise, and how. No names, no records."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.diff import FieldChange
from handtag.domain.agreement.facts import FactError, parse_facts

# What a decision gives somebody; remarks and what was missing are not compared.
GIVES = ("payer", "may_prescribe", "condition", "trust_allowed", "cost_approval", "follow_up", "in_scope")


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was stored: what it was about (any key), the facts, and the answers by the names of the interface."""

    key: Hashable
    facts: Mapping[str, object]
    decided: Mapping[str, object]


@dataclass(frozen=True)
class Redecided:
    """How many decisions there were, how many would be otherwise (or could not be read by this version), the ways in which they
    differ with how many of each, most first, and the keys of those that differ."""

    total: int
    changed: int
    unreadable: int
    ways: tuple[tuple[FieldChange, int], ...]
    keys: tuple[Hashable, ...]


def redecide(compiled: CompiledAgreement, made: Iterable[Made], first_day: date) -> Redecided:
    """Asks every decision again as if it were made on the version's first day at the earliest, so that its values count."""
    total = unreadable = 0
    ways: Counter[tuple[str, object, object]] = Counter()
    keys: list[Hashable] = []
    for one in made:
        total += 1
        try:
            now = decide(compiled, parse_facts(_moved_to(one.facts, first_day)))
        except FactError:
            unreadable += 1
            continue
        changes = _changes(one.decided, now)
        ways.update(changes)
        if changes:
            keys.append(one.key)
    told = tuple((FieldChange(*way), count) for way, count in ways.most_common())
    return Redecided(total, len(keys), unreadable, told, tuple(keys))


def _moved_to(facts: Mapping[str, object], first_day: date) -> dict[str, object]:
    """The facts on the first day; whoever was born on a day keeps the age of the day that was decided about."""
    known = dict(parse_facts(facts))
    known.pop("birth_date", None)
    on = known.get("date")
    return {**known, "date": max(on, first_day) if isinstance(on, date) else first_day}


def _changes(was: Mapping[str, object], now: Decision) -> list[tuple[str, object, object]]:
    trust = was.get("trust_prescription")
    before = {**was, "trust_allowed": None, "cost_approval": None}
    if isinstance(trust, Mapping):
        before |= {"trust_allowed": trust.get("allowed"), "cost_approval": trust.get("cost_approval")}
    pairs = ((name, before.get(name), getattr(now, name)) for name in GIVES)
    return [(name, old, new) for name, old, new in pairs if old != new]
