"""One kind of line decided under both agreements, by `decide` alone: every pair of payers, before and after, that some completion of
what the list does not say would give. What a pair costs is `sums`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import UNDETERMINED, Decision, decide, possible_payers
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, HIGHEST, LOWEST, Facts, parse_facts
from handtag.domain.cost_shift.rows import PRINCIPALS, Case

Pair = tuple[str, str]
# So many questions are asked about one kind of line before its facts are taken as independent, which can only widen the range.
MOST_QUESTIONS = 4_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What both agreements say about one kind of line.

    `pairs`: (payer before, payer after) for every completion. `disagrees`: whoever pays today is not whom the first agreement names.
    `narrowed`: who pays today settled something that the list does not say. `unmoved`: both are the very same text. `assumed`: what the
    agreements take for granted although it could change who pays; who paid before is no assumption when the list says it."""

    pairs: tuple[Pair, ...]
    before: Decision
    after: Decision
    disagrees: bool = False
    narrowed: bool = False
    unmoved: bool = False

    assumed: Mapping[str, str] = field(default_factory=dict)


class Judge:
    """Two compiled agreements that decide the same lines as of a day (without one, by their newest values). Keeps each verdict: lines
    of a kind are decided once."""

    def __init__(self, old: CompiledAgreement, new: CompiledAgreement, day: date | None = None) -> None:
        self.old, self.new, self._day = old, new, day
        self._verdicts: dict[Case, Verdict] = {}
        self._asked = 0

    def verdict(self, case: Case) -> Verdict:
        """Raises FactError for a fact that one of the agreements cannot read."""
        found = self._verdicts.get(case)
        return found if found is not None else self._verdicts.setdefault(case, self._judge(case))

    def _judge(self, case: Case) -> Verdict:
        facts = parse_facts({**dict(case.facts), "date": self._day})
        unmoved = self.old.document.document_hash == self.new.document.document_hash
        self._asked = 0
        whole = {pair for aged in self._ages(facts, case) for pair in self._walk(aged)}
        if unmoved:
            whole = {(before, before) for before, _after in whole}
        pairs, disagrees, narrowed = whole, False, False
        if case.today is not None:
            likely = {(before, after) for before, after in whole if _may_be(before, case.today)}
            disagrees = not likely
            kept = {after for _before, after in likely or whole}
            narrowed = len(kept) < len({after for _before, after in whole})
            pairs = {(case.today, case.today if unmoved else after) for after in kept}
        assumed = self._assumed(self.new, facts) | (self._assumed(self.old, facts) if case.today is None else {})
        before, after = decide(self.old, facts), decide(self.new, facts)
        return Verdict(tuple(sorted(pairs)), before, after, disagrees, narrowed, unmoved, assumed)

    def _assumed(self, compiled: CompiledAgreement, facts: Facts) -> dict[str, str]:
        """The assumptions without which somebody else might pay."""
        taken, payers = decide(compiled, facts).assumed, possible_payers(compiled, facts)
        return {
            fact: value
            for fact, value in taken.items()
            if any(possible_payers(compiled, _with(facts, fact, other)) != payers for other in self._values(fact))
        }

    def _ages(self, facts: Facts, case: Case) -> Iterator[Facts]:
        """The facts with each age of the band that the tables can tell apart."""
        if case.ages is None or "age" in facts:
            yield facts
            return
        cuts = sorted({case.ages.low, *(cut for cut in self._cuts("age") if case.ages.low < cut <= case.ages.high)})
        for age in cuts:
            yield _with(facts, "age", age)

    def _walk(self, facts: Facts) -> Iterator[Pair]:
        """Asks the first agreement one missing fact after the other until it is definite; then what the second can say."""
        missing = self._missing(self.old, facts)
        if not missing:
            before = decide(self.old, facts).payer
            yield from ((before, after) for after in possible_payers(self.new, facts))
            return
        values = self._values(missing[0])
        if not values or self._asked > MOST_QUESTIONS:
            yield from product(possible_payers(self.old, facts), possible_payers(self.new, facts))
            return
        for value in values:
            yield from self._walk(_with(facts, missing[0], value))

    def _missing(self, compiled: CompiledAgreement, facts: Facts) -> tuple[str, ...]:
        """The facts that could change who pays, most deciding first."""
        self._asked += 1
        return next((step.missing for step in decide(compiled, facts).trace if step.decides == "payer"), ())

    def _values(self, fact: str) -> tuple[object, ...]:
        """One value of each kind that either agreement tells apart; empty when they cannot be listed."""
        if fact in CHOICES:
            return CHOICES[fact]
        if fact in FLAG_FACTS:
            return (False, True)
        return tuple(self._cuts(fact)) if fact in LOWEST else ()

    def _cuts(self, fact: str) -> list[int]:
        """Where either agreement's bands of a number begin."""
        cuts = {LOWEST[fact]}
        for compiled in (self.old.on(self._day), self.new.on(self._day)):
            at = compiled.position.get(fact)
            if at is not None:
                cuts |= {int(label) for label in compiled.variables[at].labels if label.isdecimal()}
        return sorted(cut for cut in cuts if cut <= HIGHEST[fact])


def _with(facts: Facts, name: str, value: object) -> Facts:
    more = Facts(facts)
    more[name] = value
    return more


def _may_be(decided: str, today: str) -> bool:
    """Whether who pays today fits what the first agreement says: the payer named, either of two that share, anyone where it is open."""
    return decided in {today, UNDETERMINED} or (decided == "shared" and today in PRINCIPALS)
