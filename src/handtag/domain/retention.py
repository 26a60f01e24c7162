"""How long each kind of record is kept, what is then done, and what no plan may go below. Pure: a plan comes in as rows, days as days."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

PDL = "Patientdatalagen (2008:355) 3 kap. 17 §"
LOG = "HSLF-FS 2016:40 4 kap. 9 §"
BOOKS = "Lag (2018:597) om kommunal bokföring och redovisning 3 kap.; Bokföringslagen (1999:1078) 7 kap. 2 §"
ONCE = "so that a repeated command is never done twice"
_PERIOD = re.compile(r"([1-9]\d*) (years|days)")
FOR_EVER = "for ever"
PROPOSAL_DAYS = 30
"""A proposal that nobody approves within so many days is made again."""
APPROVAL_DAYS = 14
"""An approval holds for so many days."""


class Action(StrEnum):
    KEEP = "keep"
    PSEUDONYMISE = "pseudonymise"
    DELETE = "delete"
    DELIVER = "deliver"  # to the archive authority; nothing is removed here until the county has changed the row


class Clock(StrEnum):
    """What a time is counted from; always the civil day of it."""

    LAST_ENTRY = "last_entry"
    SEALED = "sealed"
    RECORDED = "recorded"
    MADE = "made"
    FINISHED = "finished"


class Held(StrEnum):
    """Why something that is old enough is held back all the same."""

    LEGAL_HOLD = "legal_hold"
    OPEN_LOAN = "open_loan"
    OPEN_ORDER = "open_order"
    NOT_INVOICED = "not_invoiced"
    CARE_RELATION = "care_relation"
    BLOCK = "block"
    OTHER_RECORDS = "other_records"  # of another care provider, or of the same that are kept longer
    OPEN_REVIEW = "open_review"
    RUNS_KEPT = "runs_kept"
    TO_DELIVER = "to_deliver"


class HoldReason(StrEnum):
    """Why nothing about a person may be removed for now."""

    DISPUTE = "dispute"
    RECALL = "recall"
    SUPERVISION = "supervision"
    REQUEST = "request"
    ARCHIVE = "archive"


@dataclass(frozen=True, order=True)
class Period:
    """Whole years or whole days; neither: for ever."""

    years: int = 0
    days: int = 0

    def __str__(self) -> str:
        return f"{self.years} years" if self.years else f"{self.days} days" if self.days else FOR_EVER

    @property
    def is_endless(self) -> bool:
        return not (self.years or self.days)

    def is_shorter_than(self, other: "Period") -> bool:
        """Whether something could be removed earlier by this period than by the other on some day; days are held against leap years."""
        if self.is_endless or other.is_endless:
            return other.is_endless and not self.is_endless
        if self.years and other.years:
            return self.years < other.years
        return self.years * 365 + self.days < other.years * 366 + other.days

    def over_on(self, day: date) -> date | None:
        """The first day on which it is over, counted from `day`; never a day early, so from 29 February to 1 March. None: never."""
        if self.is_endless:
            return None
        try:
            later = day.replace(year=day.year + self.years)
        except ValueError:
            later = date(day.year + self.years, 3, 1)
        return later + timedelta(days=self.days + 1)


@dataclass(frozen=True)
class Kind:
    """One kind of record: what its time is counted from, the least time that a plan may give it and why, and what can be done with it."""

    clock: Clock
    minimum: Period | None
    citation: str
    actions: frozenset[Action]


def _kind(clock: Clock, minimum: Period | None, citation: str, *actions: Action) -> Kind:
    return Kind(clock, minimum, citation, frozenset({Action.KEEP, *actions}))


_A, _C = Action, Clock
KINDS: dict[str, Kind] = {
    # in the order in which they are removed
    "patient_records": _kind(_C.LAST_ENTRY, Period(years=10), PDL, _A.PSEUDONYMISE, _A.DELIVER),
    "identities": _kind(_C.LAST_ENTRY, Period(years=10), PDL, _A.PSEUDONYMISE, _A.DELIVER),
    "log_extracts": _kind(_C.MADE, Period(years=5), LOG, _A.DELETE, _A.DELIVER),
    "access_log": _kind(_C.SEALED, Period(years=5), LOG, _A.DELETE, _A.DELIVER),
    "saved_runs": _kind(_C.MADE, None, "", _A.DELETE, _A.DELIVER),
    "imported_lists": _kind(_C.MADE, None, "", _A.DELETE, _A.DELIVER),
    "command_receipts": _kind(_C.RECORDED, Period(days=90), ONCE, _A.DELETE),
    "messages": _kind(_C.FINISHED, Period(days=7), ONCE, _A.DELETE),
    # never removed: what they say of money and devices must add up for ever, and they name no one when the identity is gone
    "vouchers": _kind(_C.RECORDED, Period(years=8), BOOKS, _A.DELIVER),
    "device_ledger": _kind(_C.RECORDED, Period(years=10), PDL, _A.DELIVER),
    "audit_log": _kind(_C.SEALED, Period(years=8), BOOKS, _A.DELIVER),
    "log_reviews": _kind(_C.MADE, Period(years=5), LOG, _A.DELIVER),
    "agreements": _kind(_C.MADE, None, "", _A.DELIVER),
    "culling_protocols": _kind(_C.FINISHED, None, "", _A.DELIVER),
}
FIELDS = ("kind", "from", "keep", "then", "ground")


@dataclass(frozen=True)
class Rule:
    """One row of a plan. `ground` is the law and paragraph or the archive decision it rests on."""

    kind: str
    clock: Clock
    keep: Period
    action: Action
    ground: str

    @property
    def removes(self) -> bool:
        return self.action in {Action.DELETE, Action.PSEUDONYMISE} and not self.keep.is_endless

    def is_due(self, day: date, as_of: date) -> bool:
        over = self.keep.over_on(day)
        return over is not None and over <= as_of


@dataclass(frozen=True)
class Plan:
    """The county's decision: who took it, when, under which number, and a rule for every kind."""

    decided_by: str
    decided_on: str
    case_number: str
    rules: Mapping[str, Rule]

    @property
    def digest(self) -> str:
        return _digest(f"{rule.kind}|{rule.clock}|{rule.keep}|{rule.action}|{rule.ground}" for _, rule in sorted(self.rules.items()))


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a plan: which row (from 1; 0 is the plan as a whole), which field, and why."""

    row: int
    field: str
    message: str


def period(text: object) -> Period | None:
    """`10 years`, `400 days` or `for ever`; None when it is none of them."""
    if text == FOR_EVER:
        return Period()
    match = _PERIOD.fullmatch(str(text))
    if match is None:
        return None
    return Period(years=int(match[1])) if match[2] == "years" else Period(days=int(match[1]))


def faults(rows: Iterable[Mapping[str, object]]) -> Iterator[Wrong]:
    """Everything that is wrong with the rows of a plan: a kind that is missing, unknown or told twice, a time below what the law asks for
    (Patientdatalagen 3 kap. 17 §, HSLF-FS 2016:40 4 kap. 9 §, lag 2018:597 3 kap.), something that cannot be done, no legal ground.
    """
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        kind = str(row.get("kind", ""))
        if kind not in KINDS:
            yield Wrong(number, "kind", f"{kind or 'nothing'} is no kind of record; known are {', '.join(KINDS)}")
            continue
        if kind in seen:
            yield Wrong(number, "kind", f"{kind} stands twice")
        seen.add(kind)
        yield from _faults_of(number, kind, row)
    for kind in KINDS:
        if kind not in seen:
            yield Wrong(0, "rows", f"{kind} is missing: every kind of record has a row")


def _faults_of(number: int, kind: str, row: Mapping[str, object]) -> Iterator[Wrong]:
    of, keep = KINDS[kind], period(row.get("keep"))
    if row.get("from") != of.clock.value:
        yield Wrong(number, "from", f"the time of {kind} is counted from {of.clock.value}")
    if keep is None:
        yield Wrong(number, "keep", "write for instance 10 years, 400 days or for ever")
    elif of.minimum is not None and keep.is_shorter_than(of.minimum):
        yield Wrong(number, "keep", f"{keep} is shorter than {of.minimum}, the least there may be ({of.citation})")
    if row.get("then") not in {action.value for action in of.actions}:
        yield Wrong(number, "then", f"{kind} can be: {', '.join(sorted(action.value for action in of.actions))}")
    elif keep is not None and keep.is_endless != (row.get("then") == Action.KEEP):
        yield Wrong(number, "then", "what is kept for ever, and nothing else, says keep")
    if not str(row.get("ground", "")).strip():
        yield Wrong(number, "ground", "name the law and paragraph, or the archive decision")


def rules_of(rows: Iterable[Mapping[str, object]]) -> dict[str, Rule]:
    """The rows as rules by kind. Raises ValueError when `faults` finds anything."""
    several = list(rows)
    for wrong in faults(several):
        raise ValueError(f"row {wrong.row} {wrong.field}: {wrong.message}")
    return {
        str(row["kind"]): Rule(
            str(row["kind"]), Clock(str(row["from"])), period(row["keep"]) or Period(), Action(str(row["then"])), str(row["ground"]).strip()
        )
        for row in several
    }


@dataclass(frozen=True)
class Item:
    """One thing that is old enough: a person's record at a care provider, an identity, a sealed stretch of the log, a row. `on` is the day
    its time was counted from, `size` how many rows it is; `held` why it is held back, or None.
    """

    kind: str
    row_id: int
    on: date
    size: int = 1
    held: Held | None = None

    @property
    def digest(self) -> str:
        return _digest([self.kind, str(self.row_id), self.on.isoformat(), str(self.size)])


def contents_hash(digests: Iterable[str]) -> str:
    """The hash of everything a proposal would remove, in whatever order it is met."""
    return _digest(sorted(digests))


@dataclass(frozen=True)
class Count:
    """What a dry run says of one kind: how many things and rows go, from which day to which, and how many are held back, by reason."""

    kind: str
    things: int
    rows: int
    oldest: date | None
    newest: date | None
    held: Mapping[str, int]


def counts(items: Iterable[Item]) -> list[Count]:
    """One count for each kind that has anything, in the order of KINDS."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item)
    return [_count(kind, by_kind[kind]) for kind in KINDS if kind in by_kind]


def _count(kind: str, items: list[Item]) -> Count:
    held: dict[str, int] = {}
    for item in items:
        if item.held is not None:
            held[item.held.value] = held.get(item.held.value, 0) + 1
    going = [item for item in items if item.held is None]
    days = [item.on for item in going]
    return Count(kind, len(going), sum(item.size for item in going), min(days, default=None), max(days, default=None), held)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
