"""When a prescription needs somebody's approval, what it is thought to cost, and how a request moves. No rows, no meetings.

Sources: Stockholm agreement 2.3.1 (the payer approves the cost of a trust prescription), Gävleborg 2022 "förtroendeförskrivning",
Norrbotten final report 2021 "Samverkan på tjänstemannanivå" (the special approval group for rare and expensive devices).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handtag.domain.values.errors import Refused

TRUST, DOUBLE, OUTSIDE, ADAPTED, AMOUNT, RARE = "trust", "double", "outside_assortment", "special_adaptation", "amount", "rare"
RULE_KINDS = (TRUST, DOUBLE, OUTSIDE, ADAPTED, AMOUNT, RARE)
PAYER, GROUP = "payer", "group"
DECIDERS = (PAYER, GROUP)
SAME_GROUP_DIGITS = 6
EXPECTED_MONTHS = 36
"""How long a device is thought to be lent when the prescriber says nothing else; shown beside every forecast that rests on it."""
DAYS_UNSAID = 10
"""Days to answer in when the agreement asks for an approval and says no time."""
OPEN = frozenset({"needed", "asked", "returned", "refused", "appealed"})
STATES = ("needed", "asked", "returned", "approved", "refused", "appealed", "dropped")
# what happens: from which states, to which (None: it stays)
MOVES: dict[str, tuple[frozenset[str], str | None]] = {
    "raised": (frozenset(), "needed"),
    "asked": (frozenset({"needed"}), "asked"),
    "reminded": (frozenset({"asked"}), None),
    "tabled": (frozenset({"asked"}), None),
    "question": (frozenset({"asked"}), "returned"),
    "answered": (frozenset({"returned"}), "asked"),
    "approved": (frozenset({"asked"}), "approved"),
    "refused": (frozenset({"asked"}), "refused"),
    "appealed": (frozenset({"refused"}), "appealed"),
    "upheld": (frozenset({"appealed"}), "approved"),
    "dismissed": (frozenset({"appealed"}), "refused"),
    "dropped": (frozenset(set(STATES) - {"dropped"}), "dropped"),
}
VERDICTS = ("approved", "refused", "question")


@dataclass(frozen=True)
class Rule:
    """A county's rule: what needs approval and whose. `iso_prefix` and `over_ore` narrow it (empty and None: no limit)."""

    pk: int
    kind: str
    decider: str
    days: int
    source: str
    iso_prefix: str = ""
    over_ore: int | None = None


@dataclass(frozen=True)
class Forecast:
    """What a prescription is thought to cost in öre: rent a month for `months`, or a price; `unit_ore` None: no price is set."""

    unit_ore: int | None
    is_rent: bool
    pieces: int = 1
    months: int = EXPECTED_MONTHS

    @property
    def total_ore(self) -> int | None:
        if self.unit_ore is None:
            return None
        return self.unit_ore * self.pieces * (self.months if self.is_rent else 1)


@dataclass(frozen=True)
class Case:
    """What the rules ask about. `has` are the ISO codes of the devices the person has or waits for already."""

    iso_code: str
    is_trust: bool
    cost_approval: str
    assortment: str
    is_adapted: bool
    has: tuple[str, ...]
    total_ore: int | None
    source: str = ""


@dataclass(frozen=True)
class Reason:
    """Why an approval is needed, whose, within how many days, and the words it rests on; `rule` 0 is the agreement itself."""

    kind: str
    decider: str
    days: int
    source: str
    rule: int = 0

    def to_dict(self) -> dict[str, object]:
        return {"kind": self.kind, "days": self.days, "source": self.source, "rule": self.rule}


def is_trust(employer: object, payer: str) -> bool:
    """One principal prescribes and the other pays (Stockholm 2.3.1); a private provider stands in for whom it works for."""
    own = str(employer or "").removeprefix("private_for_")
    return own in ("region", "municipality") and own != payer


def reasons(case: Case, rules: Iterable[Rule]) -> tuple[Reason, ...]:
    """Every reason why the case needs an approval: what the agreement asks first, then the county's rules as they stand."""
    found = []
    if case.is_trust and case.cost_approval == "required":
        found.append(Reason(TRUST, PAYER, DAYS_UNSAID, case.source))
    found += [Reason(rule.kind, rule.decider, rule.days, rule.source, rule.pk) for rule in rules if _meets(rule, case)]
    return tuple(found)


def _meets(rule: Rule, case: Case) -> bool:
    if not case.iso_code.startswith(rule.iso_prefix):
        return False
    if rule.over_ore is not None and (case.total_ore is None or case.total_ore <= rule.over_ore):
        return False
    return {
        TRUST: case.is_trust,
        DOUBLE: any(code[:SAME_GROUP_DIGITS] == case.iso_code[:SAME_GROUP_DIGITS] for code in case.has),
        OUTSIDE: case.assortment != "stocked",
        ADAPTED: case.is_adapted,
        AMOUNT: rule.over_ore is not None,
        RARE: True,
    }[rule.kind]


def require_rule(kind: str, decider: str, *, iso_prefix: str, over_ore: int | None, days: int) -> None:
    """A rule says what it is about. Raises Refused naming the field."""
    if kind not in RULE_KINDS:
        raise Refused("approvals.unknown_kind", field="kind", valid=RULE_KINDS)
    if decider not in DECIDERS:
        raise Refused("approvals.unknown_decider", field="decider", valid=DECIDERS)
    if iso_prefix and not (iso_prefix.isdigit() and len(iso_prefix) in (2, 4, 6, 8)):
        raise Refused("approvals.bad_iso", field="iso_prefix", value=iso_prefix)
    if kind == RARE and not iso_prefix:
        raise Refused("approvals.iso_missing", field="iso_prefix")
    if (kind == AMOUNT and over_ore is None) or (over_ore is not None and over_ore < 0):
        raise Refused("approvals.amount_missing", field="over_ore")
    if not 1 <= days <= 180:
        raise Refused("approvals.bad_days", field="days")


def after(state: str, event: str) -> str:
    """The state an event leads to. Raises Refused("approvals.wrong_state") when it cannot happen now."""
    before, to = MOVES[event]
    if before and state not in before:
        raise Refused("approvals.wrong_state", state=state, wanted=event)
    return to or state


def fold(events: Iterable[str]) -> str:
    """The state that a request's events lead to. Raises Refused when they could not have happened in that order."""
    state = ""
    for event in events:
        if (event == "raised") != (state == ""):
            raise Refused("approvals.wrong_state", state=state, wanted=event)
        state = after(state, event)
    return state


@dataclass(frozen=True)
class Delegation:
    """Someone may approve a payer's costs up to an amount (None: any) from a day to a day, both included (None: until it is ended)."""

    valid_from: date
    valid_to: date | None
    limit_ore: int | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def covers(self, total_ore: int | None) -> bool:
        """A cost nobody can tell is approved only by who may approve any."""
        return self.limit_ore is None or (total_ore is not None and total_ore <= self.limit_ore)


def require_delegated(held: Iterable[Delegation], total_ore: int | None, on: date) -> None:
    """Whoever approves a cost has been given the right to, for that amount and that day. Raises Refused."""
    today = [one for one in held if one.holds(on)]
    if not today:
        raise Refused("approvals.not_delegated")
    if not any(one.covers(total_ore) for one in today):
        most = max(one.limit_ore or 0 for one in today)
        raise Refused("approvals.above_limit", limit=most // 100)


def require_quorum(seats: Mapping[int, str], present: Iterable[int]) -> None:
    """The group decides when more than half of its chair and members take part, substitutes in the others' place. `seats` are users by
    number with their seats in force. Raises Refused.
    """
    there = set(present)
    if strangers := there - seats.keys():
        raise Refused("approvals.not_in_group", field="present", count=len(strangers))
    seated = sum(1 for seat in seats.values() if seat != "substitute")
    if not seated or 2 * min(len(there), seated) <= seated:
        raise Refused("approvals.no_quorum", field="present", least=seated // 2 + 1)


def is_adapted(facts: Mapping[str, object]) -> bool:
    """Whether the prescriber has said that the device is specially adapted for the person (Stockholm 1, "Specialanpassning")."""
    return facts.get("specially_adapted") in (True, "true")
