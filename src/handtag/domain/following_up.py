"""Following up what has been delivered: when it is due, how it went, and what that leads to. No rows, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from handtag.domain.values.errors import Refused

RESULTS = ("goal_reached", "goal_partly_reached", "goal_not_reached", "used", "not_used", "unsafe", "need_changed")
THEN = ("continue", "adjust", "end")
GROUNDS = ("rule", "agreed")
MAIL_TIMES = ("at_once", "daily", "weekly")
LATE_DAYS = 14
"""So long after its day the unit's manager is told of a follow-up that has not been done."""
# What is unsafe, or meets another need than the one there is, does not simply go on.
DOES_NOT_GO_ON = frozenset({"unsafe", "need_changed"})
NEEDS_WORDS = frozenset({"goal_not_reached", "not_used", "unsafe"})
LONGEST_DAYS = 3 * 366


@dataclass(frozen=True)
class Rule:
    """When devices of an ISO prefix are followed up: `first_days` after delivery or an adjustment, then every `interval_days`.

    `interval_days` None: once only. `source` says who decided it and where it stands.
    """

    iso_prefix: str
    first_days: int
    interval_days: int | None
    source: str


DEFAULT = Rule("", 30, 365, "")
"""Where the county has decided nothing: the prescriber follows up until the need has ended, so never is no answer
(final report 2021, "Förskrivning av hjälpmedel": fortlöpande uppföljningsansvar till dess att behovet har upphört)."""


def rule_for(rules: Iterable[Rule], iso_code: str) -> Rule:
    """The county's rule for the device: that of the longest prefix of its ISO code, else the default."""
    return max((rule for rule in rules if iso_code.startswith(rule.iso_prefix)), key=lambda rule: len(rule.iso_prefix), default=DEFAULT)


def first_due(rule: Rule, delivered_on: date) -> date:
    return delivered_on + timedelta(days=rule.first_days)


def due_by_rule(rule: Rule, then: str, on: date) -> date | None:
    """The day of the next follow-up after one on a day; None when the rule asks for no more."""
    days = rule.first_days if then == "adjust" else rule.interval_days
    return None if days is None else on + timedelta(days=days)


def require_rule(rule: Rule) -> None:
    """A rule has whole days of at least one, at most three years, and says where it stands. Raises Refused naming the field."""
    if not (rule.iso_prefix.isdigit() and len(rule.iso_prefix) in (2, 4, 6)):
        raise Refused("following.bad_prefix", field="iso_prefix", value=rule.iso_prefix)
    for field, days in (("first_days", rule.first_days), ("interval_days", rule.interval_days)):
        if days is not None and not 1 <= days <= LONGEST_DAYS:
            raise Refused("following.bad_days", field=field, longest=LONGEST_DAYS)
    if not rule.source.strip():
        raise Refused("following.no_source", field="source")


def require_outcome(result: str, then: str, note: str) -> None:
    """How it went decides what may follow: what is unsafe is adjusted or ended, never only continued (HSLF-FS 2021:52 3 kap.).

    Raises Refused naming the field.
    """
    if result not in RESULTS:
        raise Refused("prescribing.unknown_result", field="result", valid=RESULTS)
    if then not in THEN:
        raise Refused("following.unknown_then", field="then", valid=THEN)
    if then == "continue" and result in DOES_NOT_GO_ON:
        raise Refused("following.does_not_go_on", field="then", result=result)
    if not note.strip() and (then == "adjust" or result in NEEDS_WORDS):
        raise Refused("following.words_missing", field="note")


def require_day(due_on: date, today: date, field: str = "next_due_on") -> None:
    """A follow-up is agreed for a day to come, within three years. Raises Refused."""
    if due_on <= today:
        raise Refused("prescribing.due_in_past", field=field, on=due_on)
    if due_on > today + timedelta(days=LONGEST_DAYS):
        raise Refused("following.too_far", field=field, on=due_on)
