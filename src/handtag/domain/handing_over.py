"""Who answers for a prescription when somebody else takes over, and what a change in a person's life means for who pays. No rows.

Rent itself is counted in renting.py; what the agreement answers is in agreement/ and prescribing.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handtag.domain.agreement.decide import Decision
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import age_on, turns

REASONS = ("reached_age", "new_municipality", "housing_changed", "enrolled", "discharged", "specialist_done", "staff_change")
RETURN_REASONS = ("wrong_receiver", "more_needed", "unknown_person", "need_ended")
OUTCOMES = ("accepted", "returned", "withdrawn")
DISCLOSURES = ("consented", "assessed_harmless")
ANSWER_DAYS = 14  # so long a handover may lie unanswered before it is shown as late
AHEAD_DAYS = 90  # so long before a birthday at which the answer changes it becomes a case
LONGEST_TEXT = 2000

BIRTHDAY, MOVED, MOVED_AWAY, HOUSING, ENROLLED, DISCHARGED, DECEASED = CASE_KINDS = (
    "birthday", "new_municipality", "moved_away", "housing_changed", "enrolled", "discharged", "deceased",
)  # fmt: skip
EVENTS = (DECEASED, MOVED_AWAY, DISCHARGED, ENROLLED)  # what somebody tells, since no record shows it
COUNTIES = {*range(1, 26)} - {2, 11, 15, 16}  # county codes of Statistics Sweden
CASE_ENDS = ("settled", "nothing_to_do")
FOUND_BY_FACT = (("registered_in_county", MOVED_AWAY), ("municipality", MOVED), ("housing", HOUSING))
WHAT_TO_DO: Mapping[str, tuple[str, ...]] = {
    BIRTHDAY: ("change_payer", "hand_over"),
    MOVED: ("change_payer", "hand_over"),
    MOVED_AWAY: ("sell_on", "collect", "hand_over"),
    HOUSING: ("change_payer", "hand_over"),
    ENROLLED: ("change_payer", "hand_over"),
    DISCHARGED: ("change_payer", "hand_over"),
    DECEASED: ("collect", "end_it"),
}
"""Steps in the order in which they are thought of; each is a page or a press."""

STAYS, CHANGES, GOES_BACK, LEFT_OPEN, AWAY = "stays", "payer_changes", "goes_back", "left_open", "leaves_the_county"
PAYERS = frozenset({"region", "municipality"})


@dataclass(frozen=True)
class Said:
    """What the giver tells the receiver."""

    reason: str
    what: str
    goal: str
    next_follow_up_on: date


def require_said(said: Said, *, today: date) -> None:
    """The next prescriber is told what the goal is and when to follow up (Norrbotten final report 2021, "Överrapportering").

    Raises Refused naming the field.
    """
    if said.reason not in REASONS:
        raise Refused("handovers.unknown_reason", field="reason", valid=REASONS)
    for field in ("what", "goal"):
        if not getattr(said, field).strip():
            raise Refused("handovers.nothing_said", field=field)
        if len(getattr(said, field)) > LONGEST_TEXT:
            raise Refused("handovers.too_long", field=field, longest=LONGEST_TEXT)
    if said.next_follow_up_on <= today:
        raise Refused("handovers.due_in_past", field="next_follow_up_on")


def require_disclosure(disclosure: str, *, same_care_provider: bool) -> None:
    """To another care provider a record goes when the person consents, or when it is clear that it does no harm
    (Offentlighets- och sekretesslagen 25 kap. 1 § and 10 kap. 1 §). Raises Refused.
    """
    if not same_care_provider and disclosure not in DISCLOSURES:
        raise Refused("handovers.disclosure_missing", field="disclosure", valid=DISCLOSURES)


def require_open(outcome: str | None) -> None:
    """A handover is answered once. Raises Refused("handovers.answered")."""
    if outcome is not None:
        raise Refused("handovers.answered", outcome=outcome)


def require_return_reason(reason: str) -> None:
    """Raises Refused("handovers.unknown_return_reason")."""
    if reason not in RETURN_REASONS:
        raise Refused("handovers.unknown_return_reason", field="reason", valid=RETURN_REASONS)


def require_case_end(outcome: str, note: str) -> None:
    """Who says that nothing is to be done says why. Raises Refused."""
    if outcome not in CASE_ENDS:
        raise Refused("handovers.unknown_case_end", field="outcome", valid=CASE_ENDS)
    if outcome == "nothing_to_do" and not note.strip():
        raise Refused("handovers.why_nothing", field="note")


def require_event(kind: str, on: date, *, today: date) -> None:
    """What is told has happened. Raises Refused."""
    if kind not in EVENTS:
        raise Refused("handovers.unknown_event", field="kind", valid=EVENTS)
    if on > today:
        raise Refused("handovers.event_in_future", field="on")


def require_other_county(code: str, *, own: str) -> None:
    """Raises Refused("handovers.not_away")."""
    if not (len(code) == 2 and code.isdecimal() and int(code) in COUNTIES) or code == own:
        raise Refused("handovers.not_away", field="county_code")


def check_change_day(on: date, *, started_on: date) -> None:
    """A payer is changed on a day of the running rent, its first day too. Raises Refused."""
    if on < started_on:
        raise Refused("handovers.before_the_rent", field="on", first=started_on)


@dataclass(frozen=True)
class Now:
    """What the records say about a person today, by the names of the agreement's facts."""

    birth_date: date
    municipality: str
    housing: str
    home_health_care_enrolled: bool | None
    registered_in_county: bool

    def facts(self, on: date) -> dict[str, object]:
        said: dict[str, object] = {
            "age": age_on(self.birth_date, on), "municipality": self.municipality, "housing": self.housing,
            "home_health_care_enrolled": self.home_health_care_enrolled, "registered_in_county": self.registered_in_county,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value not in (None, "")}


@dataclass(frozen=True)
class Found:
    """A change that has come, or comes on a day, since which the agreement gives another answer about who pays."""

    kind: str
    on: date
    payer: str


Payer = tuple[str, str]  # region, municipality or another answer; and which municipality when it is one's own


def answer_of(decide: Callable[[Mapping[str, object]], Decision], facts: Mapping[str, object]) -> Payer:
    """Who pays, as it can be compared: the municipality counts only where a municipality pays."""
    payer = decide(facts).payer
    return payer, str(facts.get("municipality", "")) if payer == "municipality" else ""


def find_change(
    decide: Callable[[Mapping[str, object]], Decision], decided: Mapping[str, object], now: Now, *, today: date, ahead: int = AHEAD_DAYS
) -> Found | None:
    """What has changed in the person's life since the decision so that somebody else pays, or soon will for her age; None when the
    same pays. What the agreement leaves out of scope or open from then on is a change too.

    A birthday is the day on which the answer changes: the ages are the agreement's own, found by asking it. A change in how or where
    she lives counts from today, since nobody knows the day better.
    """
    before = answer_of(decide, decided)
    living = {name: value for name, value in now.facts(today).items() if name != "age"}
    for name, kind in (*FOUND_BY_FACT, ("home_health_care_enrolled", "")):
        if name in living and decided.get(name) != living[name]:
            after = answer_of(decide, {**decided, **living})
            if after != before:
                return Found(kind or (ENROLLED if living[name] else DISCHARGED), today, after[0])
    return _birthday(decide, {**decided, **living}, before, now.birth_date, until=today + timedelta(days=ahead))


def _birthday(
    decide: Callable[[Mapping[str, object]], Decision], facts: Mapping[str, object], before: Payer, born: date, *, until: date
) -> Found | None:
    decided_at = facts.get("age")
    if not isinstance(decided_at, int):
        return None
    for age in range(decided_at + 1, age_on(born, until) + 1):
        after = answer_of(decide, {**facts, "age": age})
        if after != before:
            return Found(BIRTHDAY, turns(born, age), after[0])
    return None


def verdict(decision: Decision, *, same_payer: bool, in_county: bool) -> str:
    """What becomes of a lent device under the agreement from a day on: it stays, its payer changes, it goes back, or the text leaves
    it open. Devices of who leaves the county are dealt with by the national agreement, not by the county's.
    """
    if not in_county:
        return AWAY
    if decision.in_scope == "no" or decision.payer == "own_responsibility":
        return GOES_BACK
    if decision.payer not in PAYERS:
        return LEFT_OPEN
    return STAYS if same_payer else CHANGES


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The names of what has changed."""
    return sorted(name for name in before if before[name] != after.get(name))


def kind_of_move(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What a change in how somebody lives is called: what weighs most of all that changed."""
    if not after["registered_in_county"]:
        return MOVED_AWAY
    changed = differing(before, after)
    if "municipality" in changed:
        return MOVED
    if "housing" in changed or "home_health_care_enrolled" not in changed:
        return HOUSING
    return ENROLLED if after.get("home_health_care_enrolled") else DISCHARGED


def late(offered_on: Iterable[date], today: date) -> int:
    """How many handovers have lain unanswered too long."""
    return sum((today - day).days > ANSWER_DAYS for day in offered_on)
