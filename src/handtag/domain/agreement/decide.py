"""One question, one answer: who pays, who may prescribe, who follows up; with missing facts, what is certain all the same.
The same evaluator serves pages, API, command line, simulation and old versions."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.diagram import UNKNOWN, Diagram, facts_in, leaf_of, leaves
from handtag.domain.agreement.facts import Facts, parse_facts
from handtag.domain.agreement.plans import ProductPlan, Questions
from handtag.domain.agreement.schema import DECIDED, Product, Row

UNDETERMINED = "undetermined"
NO_RULE = "no rule of the agreement answers this"
# What is asked for when a derived column is not known.
ASKED_AS = {"product_term": "product"}
ISO = "iso_code"
SHOWN = 20  # rules a step shows when much is missing
T = TypeVar("T")
Rule = tuple[str, str | None]
Views = tuple[tuple["_View", ...], frozenset[int]]


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

    A question without a date is answered as of the newest values of the parameters. Same facts and same document give the same decision
    for ever; what is kept between calls is only a cache, and threads may share it."""
    known = facts if type(facts) is Facts else parse_facts(facts)
    compiled = compiled.on(known.get("date"))
    key = compiled.key(known)
    found = compiled.decisions.get(key)
    if found is None:
        if len(compiled.decisions) > 200_000:
            compiled.forget()
        found = compiled.decisions.setdefault(key, _Case(compiled, key).decision())
    return cast("Decision", found)


def possible_payers(compiled: CompiledAgreement, facts: Mapping[str, object]) -> tuple[str, ...]:
    """Every payer that some completion of the missing facts gives, in alphabetical order; `undetermined` where the text itself is open.

    One payer means that who pays is certain. What the agreement assumes is taken for granted as in a decision. Raises FactError."""
    return decide(compiled, facts).possible_payers


class _Branch:
    """One product the question may be about, with everything known about the case if it is that one."""

    __slots__ = ("given", "known", "plan")

    def __init__(self, plan: ProductPlan, known: list[int], given: list[int]) -> None:
        self.plan, self.known, self.given = plan, known, given


class _Case:
    """Works out one decision that is not in the cache."""

    def __init__(self, compiled: CompiledAgreement, key: tuple[object, ...]) -> None:
        self._compiled = compiled
        code, word, *classes = key
        self._branches = self._possible(code, word, cast("list[int]", classes))  # type: ignore[arg-type]
        self._asked = _each_once(branch.plan.questions for branch in self._branches)

    def _possible(self, code: str | None, word: str | None, classes: list[int]) -> list[_Branch]:
        compiled = self._compiled
        area_at, term_at = compiled.position.get("product_area"), compiled.position.get("product_term")
        found = []
        for candidate in compiled.candidates(code, word):
            plan = compiled.plan(candidate.iso_class)
            given = classes.copy()
            if area_at is not None:
                area = plan.area_class if candidate.area is None else compiled.class_of("product_area", candidate.area)
                if code is None and word is None and UNKNOWN not in (area, given[area_at]) and area != given[area_at]:
                    continue
                given[area_at] = given[area_at] if given[area_at] >= 0 else area
            if term_at is not None and candidate.term is not None:
                given[term_at] = compiled.class_of("product_term", candidate.term)
            known = given.copy()
            for fact, value in compiled.assumed.items():
                if known[fact] < 0:
                    known[fact] = value
            found.append(_Branch(plan, known, given))
        return found

    def decision(self) -> Decision:
        made = self._compiled.made
        product, notes = self._product(), self._notes()
        views, assumed = self._end() or self._views()
        # Many questions end at the same rules: then the decision is the same value and is made once.
        key = (product.id if product else None, notes, assumed, views)
        found = made.get(key)
        if found is None:
            found = made.setdefault(key, self._make(views, notes, product, assumed))
        return cast("Decision", found)

    def _end(self) -> Views | None:
        """One walk for all answers, when the question is about one product and nothing that matters is missing; else None."""
        if len(self._branches) > 1:
            return None
        [branch] = self._branches
        met: list[int] = []
        end = leaf_of(branch.plan.questions.together, branch.known, met)
        if end is None:
            return None
        assumed = frozenset([n for n in self._compiled.assumed if branch.given[n] < 0 and n in met])
        questions = branch.plan.questions
        views = self._compiled.parts.get((end, questions))
        if views is None:
            rules = cast("tuple[Rule, ...]", end.value)
            made = tuple([self._view(name, (rule,), ()) for name, rule in zip(DECIDED, rules, strict=True)])
            views = self._compiled.parts.setdefault((end, questions), made)
        return cast("tuple[_View, ...]", views), assumed

    def _views(self) -> Views:
        """Each answer over every completion of what is missing, and the assumptions that mattered."""
        met: set[int] = set()
        views = tuple(self._over_completions(name, met) for name in DECIDED)
        given = self._branches[0].given
        return views, frozenset(n for n in self._compiled.assumed if n in met and given[n] < 0)

    def _over_completions(self, name: str, met: set[int]) -> "_View":
        roots = [(branch.plan.questions.answers[name], branch) for branch in self._branches]
        rules = cast("tuple[Rule, ...]", _each_once(leaf for root, branch in roots for leaf in leaves(root, branch.known, met)))
        return self._view(name, rules, self._ranked(roots) if len({value for value, _ in rules}) > 1 else ())

    def _view(self, name: str, rules: tuple[Rule, ...], missing: tuple[str, ...]) -> "_View":
        parts, asked = self._compiled.parts, self._asked
        found = parts.get((name, rules, missing, asked))
        if found is None:
            tried = _tried(self._compiled, asked, name, rules)
            found = parts.setdefault((name, rules, missing, asked), _View(self._compiled, name, rules, missing, tried))
        return cast("_View", found)

    def _make(self, views: tuple["_View", ...], notes: tuple[str, ...], product: Product | None, assumed: frozenset[int]) -> Decision:
        answers = {view.name: view.answer for view in views}
        may, _, condition = answers["may_prescribe"].partition(":")
        document = self._compiled.document
        return Decision(
            agreement=document.id,
            agreement_version=document.version,
            document_hash=document.document_hash,
            payer=answers["payer"],
            may_prescribe=may,
            condition=condition or None,
            trust_allowed=answers["trust_allowed"],
            cost_approval=answers["cost_approval"],
            follow_up=answers["follow_up"],
            in_scope="no" if answers["in_scope"] == "no" else "yes",
            notes=notes,
            missing=_each_once([fact for view in views if view.name != "in_scope" for fact in view.missing]),
            open_because=" ".join(_each_once([reason for view in views for reason in view.open_reasons])) or None,
            assumed={a.fact: a.value for a in document.assumptions if self._compiled.position.get(a.fact) in assumed},
            product_row=product.id if product else None,
            citations=(*_each_once(c for view in views for c in view.citations), *self._printed(product)),
            trace=tuple([view.step for view in views]),
            possible_payers=next(view.possible for view in views if view.name == "payer"),
        )

    def _printed(self, product: Product | None) -> tuple[Citation, ...]:
        """The product's row as the agreement prints it."""
        if product is None:
            return ()
        found = self._compiled.parts.get(product.id)
        if found is None:
            clause = self._compiled.document.clause_by_id[product.clause]
            printed = " | ".join((f"{product.iso} {product.name}", *product.printed.values()))
            found = self._compiled.parts.setdefault(product.id, (Citation(product.id, clause.document, clause.section, printed),))
        return cast("tuple[Citation, ...]", found)

    def _product(self) -> Product | None:
        if len(self._branches) == 1:
            return self._branches[0].plan.product
        products = {branch.plan.product.id if branch.plan.product else None: branch.plan.product for branch in self._branches}
        return next(iter(products.values())) if len(products) == 1 else None

    def _notes(self) -> tuple[str, ...]:
        """The remarks that may hold whichever product it is, in the order of the document."""
        if len(self._branches) == 1:
            end = leaf_of(self._branches[0].plan.questions.notes, self._branches[0].known, [])
            if end is not None:
                return cast("tuple[str, ...]", end.value)
        held: set[str] | None = None
        for branch in self._branches:
            reached = set().union(*cast("list[tuple[str, ...]]", leaves(branch.plan.questions.notes, branch.known)))
            held = reached if held is None else held & reached
        return tuple([note for note in self._compiled.notes if note in held]) if held else ()

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


def _tried(compiled: CompiledAgreement, asked: tuple[Questions, ...], name: str, rules: tuple[Rule, ...]) -> tuple[Row, ...]:
    """The rules that were tried for an answer, in their order: down to the last that what is known leads to; without such, all."""
    possible = {row.id: row for questions in asked for row in questions.rows[name]}
    number = compiled.rule_number
    last = max(number[rule] if rule else len(number) for _, rule in rules)
    return tuple(possible[rule] for rule in sorted(possible, key=number.__getitem__) if number[rule] <= last)


class _View:
    """One answer of the decision over every completion of what is missing, made once for the same rules and kept."""

    __slots__ = ("answer", "citations", "missing", "name", "open_reasons", "possible", "step")

    def __init__(
        self, compiled: CompiledAgreement, name: str, rules: tuple[Rule, ...], missing: tuple[str, ...], tried: tuple[Row, ...]
    ) -> None:
        is_definite = len({value for value, _ in rules}) == 1
        self.name, self.missing = name, missing
        self.possible = tuple(sorted({value for value, _ in rules}))
        self.answer = rules[0][0] if is_definite else UNDETERMINED
        cited = [compiled.rule_by_id[rule] for _, rule in rules if rule]
        clauses = compiled.document.clause_by_id
        quoted = [(row.id, clauses[clause]) for row in cited for clause in row.clauses] if is_definite else []
        self.citations = tuple(Citation(rule, clause.document, clause.section, clause.quote) for rule, clause in quoted)
        reasons = [(compiled.rule_by_id[rule].open_because or NO_RULE) if rule else NO_RULE for _, rule in rules]
        self.open_reasons = tuple(reasons) if is_definite and self.answer == UNDETERMINED else ()
        reached = {row.id for row in cited}
        used = sorted({name for row in tried for cell in row.when.values() for name in cell.parameters})
        self.step = Step(
            name,
            self.answer,
            tuple((rule or "-", value) for value, rule in rules[:SHOWN]),
            missing,
            clauses=_each_once(clause for row in cited[:SHOWN] for clause in row.clauses),
            tried=tuple(row.id for row in tried if row.id not in reached),
            read=tuple(sorted({column for row in tried for column in row.when})),
            values=tuple(UsedValue(name, cast("int", compiled.values[name].value), compiled.values[name].since) for name in used),
        )


def _score(ends: list[list[Hashable]]) -> tuple[float, float]:
    return -sum(len(end) == 1 for end in ends) / len(ends), sum(map(len, ends)) / len(ends)


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
