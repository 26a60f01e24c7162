"""One question, one answer: who pays, who may prescribe, who follows up; with missing facts, what is certain all the same.
The same evaluator serves pages, API, command line, simulation and old versions."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from handtag.domain.agreement.compile import Candidate, CompiledAgreement, ProductPlan
from handtag.domain.agreement.diagram import UNKNOWN, Diagram, facts_in, leaf_of, leaves
from handtag.domain.agreement.facts import Facts, parse_facts
from handtag.domain.agreement.schema import DECIDED, Product

UNDETERMINED = "undetermined"
NO_RULE = "no rule of the agreement answers this"
# What is asked for when a derived column is not known.
ASKED_AS = {"product_term": "product"}
ISO = "iso_code"
T = TypeVar("T")
Rule = tuple[str, str | None]


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
class Step:
    """How one answer came about: the rules that what is known leads to, each with its answer, and the facts it depended on."""

    decides: str
    answer: str
    rules: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {
            "decides": self.decides,
            "answer": self.answer,
            "rules": [{"rule": rule, "answer": answer} for rule, answer in self.rules],
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer is definite when every completion of the missing facts gives it; otherwise it is `undetermined` and `missing` names
    the facts that could change it, most deciding first. `notes` are remarks that no known fact rules out."""

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

    def to_dict(self) -> dict[str, object]:
        """The decision by the names of the interface; JSON values only. A new dict each time: the caller may change it."""
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
            "citations": [citation.to_dict() for citation in self.citations],
            "agreement_version": self.agreement_version,
            "document_hash": self.document_hash,
            "trace": [step.to_dict() for step in self.trace],
        }


def decide(compiled: CompiledAgreement, facts: Mapping[str, object]) -> Decision:
    """Answers one set of facts by one version of one agreement. Raises FactError for facts that cannot be read.

    Same facts and same document give the same decision for ever; what is kept between calls is only a cache, and threads may share it."""
    key = compiled.key(facts if type(facts) is Facts else parse_facts(facts))
    found = compiled.decisions.get(key)
    if found is None:
        if len(compiled.decisions) > 200_000:
            for kept in (compiled.decisions, compiled.made, compiled.ranked):
                kept.clear()
        found = compiled.decisions.setdefault(key, _Case(compiled, key).decision())
    return cast("Decision", found)


@dataclass(slots=True)
class _Branch:
    """One product the question may be about, with everything known about the case if it is that one."""

    candidate: Candidate
    plan: ProductPlan
    known: list[int]
    given: list[int]


class _Case:
    """Works out one decision that is not in the cache."""

    def __init__(self, compiled: CompiledAgreement, key: tuple[object, ...]) -> None:
        self._compiled = compiled
        self._diagrams = compiled.diagrams
        code, word, *classes = key
        self._branches = list(self._possible(code, word, cast("list[int]", classes)))  # type: ignore[arg-type]

    def _possible(self, code: str | None, word: str | None, classes: list[int]) -> Iterator[_Branch]:
        position = self._compiled.position
        area_at, term_at = position.get("product_area"), position.get("product_term")
        for candidate in self._compiled.candidates(code, word):
            plan = self._compiled.plan(candidate.iso_class)
            given = list(classes)
            if area_at is not None:
                area = self._class_of(area_at, candidate.area or plan.area)
                if code is None and word is None and UNKNOWN not in (area, given[area_at]) and area != given[area_at]:
                    continue
                given[area_at] = given[area_at] if given[area_at] >= 0 else area
            if term_at is not None and candidate.term is not None:
                given[term_at] = self._class_of(term_at, candidate.term)
            known = [self._compiled.assumed.get(n, k) if k < 0 else k for n, k in enumerate(given)]
            yield _Branch(candidate, plan, known, given)

    def _class_of(self, at: int, value: str | None) -> int:
        return self._compiled.variables[at].index[value]

    def decision(self) -> Decision:
        product = self._product()
        notes = self._notes()
        made = self._compiled.made
        # Many questions end at the same rules: then the decision is the same value and is made once.
        key = self._end(product, notes)
        found = made.get(key) if key is not None else None
        if found is None:
            views = tuple(_View(self, name) for name in DECIDED)
            assumed: frozenset[int] = frozenset().union(*(view.assumed for view in views))
            key = key or (product.id if product else None, notes, assumed, tuple((view.rules, view.missing) for view in views))
            found = made.get(key)
            if found is None:
                found = made.setdefault(key, self._make({view.name: view for view in views}, notes, product, assumed))
        return cast("Decision", found)

    def _end(self, product: Product | None, notes: tuple[str, ...]) -> Hashable:
        """The rules the question ends at when it is about one product and nothing that matters is missing, else None."""
        if len(self._branches) > 1:
            return None
        [branch] = self._branches
        met: set[int] = set()
        ends = tuple(leaf_of(branch.plan.answers[name], branch.known, met) for name in DECIDED)
        if None in ends:
            return None
        assumed = frozenset(n for n in met if branch.given[n] < 0)
        return (product.id if product else None, notes, assumed, ends)

    def _make(self, views: Mapping[str, "_View"], notes: tuple[str, ...], product: Product | None, assumed: frozenset[int]) -> Decision:
        may, _, condition = views["may_prescribe"].answer.partition(":")
        document = self._compiled.document
        return Decision(
            agreement=document.id,
            agreement_version=document.version,
            document_hash=document.document_hash,
            payer=views["payer"].answer,
            may_prescribe=may,
            condition=condition or None,
            trust_allowed=views["trust_allowed"].answer,
            cost_approval=views["cost_approval"].answer,
            follow_up=views["follow_up"].answer,
            in_scope="no" if views["in_scope"].answer == "no" else "yes",
            notes=notes,
            missing=_each_once(fact for name, view in views.items() if name != "in_scope" for fact in view.missing),
            open_because=self._open(views.values()),
            assumed={a.fact: a.value for a in document.assumptions if self._compiled.position.get(a.fact) in assumed},
            product_row=product.id if product else None,
            citations=tuple(self._citations(views.values(), product)),
            trace=tuple(view.step() for view in views.values()),
        )

    def _product(self) -> Product | None:
        if len(self._branches) == 1:
            return self._branches[0].plan.product
        products = {branch.plan.product.id if branch.plan.product else None: branch.plan.product for branch in self._branches}
        return next(iter(products.values())) if len(products) == 1 else None

    def _notes(self) -> tuple[str, ...]:
        found = [{note: None for note, test in branch.plan.notes if True in leaves(test, branch.known)} for branch in self._branches]
        return tuple(note for note in found[0] if all(note in other for other in found[1:])) if found else ()

    def _open(self, views: Iterable["_View"]) -> str | None:
        reasons = _each_once(reason for view in views if view.is_open for reason in view.open_reasons())
        return " ".join(reasons) or None

    def _citations(self, views: Iterable["_View"], product: Product | None) -> Iterator[Citation]:
        clauses = self._compiled.document.clause_by_id
        for rule in _each_once(rule for view in views if view.is_definite for _, rule in view.rules if rule):
            clause = clauses[self._compiled.rule_by_id[rule].clause]
            yield Citation(rule, clause.document, clause.section, clause.quote)
        if product:
            clause = clauses[product.clause]
            printed = " | ".join((f"{product.iso} {product.name}", *product.printed.values()))
            yield Citation(product.id, clause.document, clause.section, printed)

    def roots(self, name: str) -> list[tuple[Diagram, _Branch]]:
        return [(branch.plan.answers[name], branch) for branch in self._branches]

    @property
    def compiled(self) -> CompiledAgreement:
        return self._compiled


class _View:
    """One answer of the decision over every completion of what is missing."""

    def __init__(self, case: _Case, name: str) -> None:
        self.name = name
        self._compiled = case.compiled
        roots = case.roots(name)
        met: set[int] = set()
        self.rules = cast("tuple[Rule, ...]", _each_once(leaf for root, branch in roots for leaf in leaves(root, branch.known, met)))
        values = {value for value, _ in self.rules}
        self.is_definite = len(values) == 1
        self.answer = self.rules[0][0] if self.is_definite else UNDETERMINED
        self.is_open = self.is_definite and self.answer == UNDETERMINED
        self.missing = () if self.is_definite else self._ranked(roots)
        given = roots[0][1].given
        self.assumed = frozenset(n for n in met if n in self._compiled.assumed and given[n] < 0)

    def open_reasons(self) -> Iterator[str]:
        for _, rule in self.rules:
            yield (self._compiled.rule_by_id[rule].open_because or NO_RULE) if rule else NO_RULE

    def step(self) -> Step:
        shown = tuple((rule or "-", value) for value, rule in self.rules[:20])
        return Step(self.name, self.answer, shown, self.missing)

    def _ranked(self, roots: list[tuple[Diagram, _Branch]]) -> tuple[str, ...]:
        """The facts that can change the answer: first the one whose knowledge most often settles it, then leaves the fewest answers."""
        answers = self._compiled.diagrams.answers
        distinct = tuple(dict.fromkeys(answers(root, branch.known) for root, branch in roots))
        ranked = self._compiled.ranked
        found = ranked.get(distinct)
        return found if found is not None else ranked.setdefault(distinct, tuple(self._rank(distinct)))

    def _rank(self, distinct: tuple[Diagram, ...]) -> Iterator[str]:
        diagrams = self._compiled.diagrams
        scores: list[tuple[float, float, int, str]] = []
        if len(distinct) > 1:
            scores.append((*_score([leaves(root) for root in distinct]), -1, ISO))
        for n in facts_in(distinct):
            variable = self._compiled.variables[n]
            ends = [list({v for root in distinct for v in leaves(diagrams.set_fact(root, n, k))}) for k in range(len(variable.labels))]
            scores.append((*_score(ends), n, ASKED_AS.get(variable.name, variable.name)))
        yield from _each_once(name for *_, name in sorted(scores))


def _score(ends: list[list[Hashable]]) -> tuple[float, float]:
    return -sum(len(end) == 1 for end in ends) / len(ends), sum(map(len, ends)) / len(ends)


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
