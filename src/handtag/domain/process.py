"""What a prescription is made of besides the decision: steps and how far each is, what was offered and chosen, what is remembered of a
person, trials, and exceptions from the agreement's answer. No orders, no devices, no rows.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from handtag.domain.prescribing import PROCESS, employer
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import age_on

STEP_STATES: dict[str, frozenset[str]] = {
    "": frozenset({"planned", "done", "not_needed"}),
    "planned": frozenset({"planned", "done", "not_needed"}),
    "done": frozenset({"planned", "done"}),
    "not_needed": frozenset({"planned", "done"}),
}
"""How far a step of one kind is → what may be noted about it next. What was done may be done again; it is never made undone."""

MOST_ALTERNATIVES = 8
LONGEST_ALTERNATIVE = 120  # characters

REMEMBERED: Mapping[str, int] = {
    "habilitation_enrolled": 365,
    "activity": 365,
    "drives_self": 365,
    "can_reach_health_centre": 180,
}
"""What is said of the person and not of one case → for how many days it is taken to hold. Our own choice: the sources set none."""
CHANGES_AT = (18, 19, 20, 21)  # ages at which agreements let responsibility pass on, and a person leaves school or the child habilitation

LONGEST_TRIAL = 180  # days; our own choice
TRIAL_OUTCOMES = ("kept", "returned")

MOST_FILES = 20
LARGEST_FILE = 5_000_000  # bytes

EXCEPTION = "exception"
"""What stands as the rule of a decision that rests on a manager's exception."""
EXCEPTION_REASONS = ("agreement_silent", "special_need", "continues_elsewhere", "principals_agreed")
MAY_BE_EXCEPTED = frozenset(
    f"prescribing.{code}" for code in ("left_open", "payer_not_single", "trust_not_allowed", "own_responsibility", "out_of_scope")
)
"""Refusals that speak of who pays. Who may prescribe is never set aside here: that rests on the right, and what is asked is answered."""


def require_step(kind: str, now: str, state: str) -> None:
    """A step is planned, done or not needed; what was done is not planned away. Raises Refused naming the field."""
    if kind not in PROCESS:
        raise Refused("prescribing.unknown_step", field="kind", value=kind, valid=PROCESS)
    if state not in STEP_STATES[now]:
        raise Refused("process.step_state", field="state", step=kind, now=now or "not_begun", valid=tuple(sorted(STEP_STATES[now])))


def require_step_day(state: str, on: date, today: date) -> None:
    """What is planned is to come, what was done has been. Raises Refused("process.planned_in_past" or "prescribing.day_in_future")."""
    if state == "planned" and on < today:
        raise Refused("process.planned_in_past", field="on", on=on)
    if state != "planned" and on > today:
        raise Refused("prescribing.day_in_future", field="on", on=on)


def read_alternatives(offered: Sequence[str]) -> tuple[str, ...]:
    """What was offered, each once, without empty lines. Raises Refused naming the field."""
    found = tuple(dict.fromkeys(line.strip() for line in offered if line.strip()))
    if not 1 <= len(found) <= MOST_ALTERNATIVES:
        raise Refused("process.alternatives", field="offered", most=MOST_ALTERNATIVES)
    if too_long := next((line for line in found if len(line) > LONGEST_ALTERNATIVE), ""):
        raise Refused("process.alternative_long", field="offered", alternative=too_long[:40], most=LONGEST_ALTERNATIVE)
    return found


def require_choice(offered: Sequence[str], chosen: str, *, followed: bool, reason: str) -> None:
    """The person gets what she prefers when it is justified by her need and its cost; why not is written (Patientlagen 7 kap. 2 §).

    Raises Refused naming the field.
    """
    if chosen not in offered:
        raise Refused("process.choice_not_offered", field="chosen", valid=tuple(offered))
    if not followed and not reason:
        raise Refused("process.choice_reason", field="reason")


def still_holds(name: str, said_on: date, birth_date: date, on: date) -> bool:
    """Whether what was said of a person is taken to hold: it is not asked for again until it may have changed."""
    if name not in REMEMBERED or not said_on <= on <= said_on + timedelta(days=REMEMBERED[name]):
        return False
    before, now = age_on(birth_date, said_on), age_on(birth_date, on)
    return not any(before < age <= now for age in CHANGES_AT)


def as_text(value: object) -> str:
    """A fact as it is remembered: true and false as those words, a code as it is."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def require_trial(until: date, today: date) -> None:
    """A trial has a last day, which is to come. Raises Refused."""
    if not today < until <= today + timedelta(days=LONGEST_TRIAL):
        raise Refused("process.trial_days", field="until", most=LONGEST_TRIAL)


def require_room(kept: int) -> None:
    """So many files to a prescription. Raises Refused("process.too_many_files")."""
    if kept >= MOST_FILES:
        raise Refused("process.too_many_files", field="content", most=MOST_FILES)


def require_exception(refusal: str, right: str, reason: str, words: str) -> None:
    """Only who pays may be set aside, never that the prescriber has no right (`right` no), and only for a reason in words. Raises Refused
    naming the field.
    """
    if refusal not in MAY_BE_EXCEPTED or right == "no":
        raise Refused("process.no_exception", field="article_number")
    if reason not in EXCEPTION_REASONS:
        raise Refused("process.exception_reason", field="reason", valid=EXCEPTION_REASONS)
    if not words.strip():
        raise Refused("process.exception_words", field="words")


def pays_for_exception(principal_kind: str, unit_kind: str) -> str:
    """An exception is paid by the principal whose manager makes it. Raises Refused for a private provider, which pays for nothing."""
    payer = employer(principal_kind, unit_kind)
    if payer not in ("region", "municipality"):
        raise Refused("process.private_unit")
    return payer
