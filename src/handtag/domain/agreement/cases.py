"""Worked cases: what the parties agreed that a set of facts leads to. A case is data; reading its file is `files.agreement_cases`."""

from collections.abc import Mapping
from dataclasses import dataclass

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import FactError, parse_facts

OPEN = "open"
# A case names some of these, not all: it says "contains".
SETS = ("notes", "missing")
# What a case may speak about: the answers of a decision by the names of the interface, and whether the text leaves it open.
ANSWERS = ("payer", "may_prescribe", "condition", "trust_prescription", "follow_up", "in_scope", "notes", "missing", "product_row", OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Facts, the answers agreed for them and where the agreement says so. `expect` names some of a decision's answers, or `open`:
    whether the text leaves the answer open."""

    id: str
    title: str
    facts: Mapping[str, object]
    expect: Mapping[str, object]
    source: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not the agreed one."""

    field: str
    agreed: object
    decided: object

    def __str__(self) -> str:
        return f"{self.field}: agreed {self.agreed!r}, decided {self.decided!r}"


def try_case(compiled: CompiledAgreement, case: Case) -> tuple[Difference, ...]:
    """What the agreement answers otherwise than the case; empty when it holds. Facts that cannot be read are a difference too."""
    try:
        decided = decide(compiled, parse_facts(case.facts)).to_dict()
    except FactError as error:
        return (Difference(error.field, "readable facts", str(error)),)
    return differences(case.expect, decided)


def differences(expected: Mapping[str, object], decided: Mapping[str, object]) -> tuple[Difference, ...]:
    """Only the answers a case names: notes and missing have to contain what is named, groups agree part by part, the rest is equal."""
    got = {**decided, OPEN: decided.get("open_because") is not None}
    return tuple(Difference(name, value, got.get(name)) for name, value in expected.items() if not _holds(name, value, got.get(name)))


def _holds(name: str, agreed: object, decided: object) -> bool:
    if name in SETS and isinstance(agreed, list | tuple) and isinstance(decided, list | tuple):
        return set(agreed) <= set(decided)
    if isinstance(agreed, Mapping) and isinstance(decided, Mapping):
        return all(decided.get(part) == wanted for part, wanted in agreed.items())
    return agreed == decided
