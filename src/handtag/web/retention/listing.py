"""The tables of retention: their columns and rows; and the state of a proposal."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.apps.access.queries import names_of
from handtag.domain.access import Viewer
from handtag.domain.retention import Count, Plan
from handtag.web.retention import words
from handtag.web.ui.tables import Column, Columns

PLAN = Columns(
    Column("kind", _("What"), primary=True),
    Column("clock", _("Counted from")),
    Column("keep", _("Kept"), kind="date"),
    Column("then", _("Afterwards")),
    Column("ground", _("Ground")),
)
COUNTS = Columns(
    Column("kind", _("What"), primary=True),
    Column("things", _("Is removed"), kind="number"),
    Column("rows", _("Rows"), kind="number"),
    Column("oldest", _("Oldest"), kind="date"),
    Column("newest", _("Newest"), kind="date"),
    Column("held", _("Held back, and why")),
)
REMOVED = Columns(
    Column("kind", _("What"), primary=True),
    Column("things", _("Removed"), kind="number"),
    Column("rows", _("Rows"), kind="number"),
)
PROPOSALS = Columns(
    Column("as_of", _("As of"), kind="date", primary=True),
    Column("by", _("Proposed by")),
    Column("things", _("Is removed"), kind="number"),
    Column("until", _("Holds until"), kind="date"),
    Column("state", _("State"), kind="status"),
)
HOLDS = Columns(
    Column("case", _("Case number"), primary=True),
    Column("reason", _("Why nothing may be removed")),
    Column("by", _("Set by")),
    Column("at", _("Since"), kind="date"),
)


@dataclass(frozen=True)
class State:
    """Where a proposal is; `code` decides what can be done with it."""

    code: str
    word: str
    colour: str

    @property
    def is_open(self) -> bool:
        """Whether it can still be withdrawn."""
        return self.code in {"proposed", "approved", "begun"}


def state_of(proposal: Any, now: datetime, *, begun: bool = False) -> State:
    if proposal.finished_at is not None:
        return State("finished", _now("Done"), "success")
    if getattr(proposal, "withdrawal", None) is not None:
        return State("withdrawn", _now("Withdrawn"), "neutral")
    if now >= proposal.expires_at:
        return State("expired", _now("The time is over"), "neutral")
    if not proposal.approved_by:
        return State("proposed", _now("Waits for a second person"), "warning")
    return State("begun", _now("Under way"), "info") if begun else State("approved", _now("Approved"), "info")


def plan_rows(plan: Plan) -> list[dict[str, str]]:
    return [
        {
            "kind": words.said(words.KINDS, rule.kind),
            "clock": words.said(words.CLOCKS, rule.clock),
            "keep": words.period(rule.keep),
            "then": words.said(words.ACTIONS, rule.action),
            "ground": rule.ground,
        }
        for rule in plan.rules.values()
    ]


def count_rows(counts: Iterable[Count | Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of a dry run, or as they stand in a proposal."""
    plain = [asdict(one) if isinstance(one, Count) else dict(one) for one in counts]
    return [one | {"kind": words.said(words.KINDS, one["kind"]), "held": _held(one["held"]), **_days(one)} for one in plain]


def removed_rows(removed: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    return [{"kind": words.said(words.KINDS, kind), "things": things, "rows": rows} for kind, (things, rows) in removed.items()]


def things_in(counts: Iterable[Mapping[str, Any]]) -> int:
    return sum(one["things"] for one in counts)


def proposal_rows(viewer: Viewer, proposals: Iterable[Any], now: datetime) -> list[dict[str, Any]]:
    several = list(proposals)
    names = names_of(viewer, {one.proposed_by for one in several})
    return [
        {
            "key": one.key, "as_of": one.as_of, "by": names.get(one.proposed_by, one.proposed_by), "at": one.proposed_at,
            "things": things_in(one.counts), "until": one.expires_at, "state": state_of(one, now),
        }
        for one in several
    ]  # fmt: skip


def hold_rows(viewer: Viewer, holds: Iterable[Any]) -> list[dict[str, Any]]:
    several = list(holds)
    names = names_of(viewer, {one.set_by for one in several})
    return [
        {
            "id": one.pk, "case": one.case_number, "reason": words.said(words.REASONS, one.reason),
            "by": names.get(one.set_by, one.set_by), "at": one.set_at,
        }
        for one in several
    ]  # fmt: skip


def _held(held: Mapping[str, int]) -> list[tuple[int, str]]:
    return [(number, words.said(words.HELD, code)) for code, number in held.items()]


def _days(one: Mapping[str, Any]) -> dict[str, date | None]:
    return {name: date.fromisoformat(str(one[name])) if one[name] else None for name in ("oldest", "newest")}
