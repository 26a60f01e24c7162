"""What an answer consists of: the decision with its citations and trace. How it is come by is `decide`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Citation:
    """The rule an answer rests on and the agreement's own words."""

    rule: str
    document: str
    section: str
    quote: str

    def to_dict(self) -> dict[str, str]:
        return {"rule": self.rule, "document": self.document, "section": self.section, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A parameter that a rule asked for, with the value that counted and the day that value began."""

    parameter: str
    value: int
    since: date

    def to_dict(self) -> dict[str, object]:
        return {"parameter": self.parameter, "value": self.value, "since": self.since.isoformat()}


@dataclass(frozen=True, slots=True)
class Step:
    """How one answer came about: the rules that what is known leads to, each with its answer; those before them that were tried and gave
    way; the facts that all these read, the parameter values that counted, and the facts that are missing."""

    decides: str
    answer: str
    rules: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    values: tuple[UsedValue, ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {
            "decides": self.decides,
            "answer": self.answer,
            "rules": [{"rule": rule, "answer": answer} for rule, answer in self.rules],
            "clauses": list(self.clauses),
            "tried": list(self.tried),
            "read": list(self.read),
            "values": [value.to_dict() for value in self.values],
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer is definite when every completion of the missing facts gives it; otherwise it is `undetermined` and `missing` names
    the facts that could change it, most deciding first. `notes` are remarks that no known fact rules out. `possible_payers` is every
    payer that some completion gives; it is not part of the interface."""

    agreement: str
    agreement_version: str
    document_hash: str
    payer: str
    may_prescribe: str
    condition: str | None
    trust_allowed: str
    cost_approval: str
    follow_up: str
    in_scope: str
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    open_because: str | None
    assumed: Mapping[str, str]
    product_row: str | None
    citations: tuple[Citation, ...]
    trace: tuple[Step, ...] = field(default=())
    possible_payers: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, object]:
        """The decision by the names of the interface; JSON values only. A new dict each time: the caller may change it."""
        told = {"citations": [citation.to_dict() for citation in self.citations], "trace": [step.to_dict() for step in self.trace]}
        return {**self.answers(), **told}

    def answers(self) -> dict[str, object]:
        """As `to_dict`, without the citations and the trace."""
        return {
            "agreement": self.agreement,
            "payer": self.payer,
            "may_prescribe": self.may_prescribe,
            "condition": self.condition,
            "trust_prescription": {"allowed": self.trust_allowed, "cost_approval": self.cost_approval},
            "follow_up": self.follow_up,
            "in_scope": self.in_scope,
            "notes": list(self.notes),
            "missing": list(self.missing),
            "open_because": self.open_because,
            "assumed": dict(self.assumed),
            "product_row": self.product_row,
            "agreement_version": self.agreement_version,
            "document_hash": self.document_hash,
        }
