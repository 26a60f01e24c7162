"""One question, one answer: who pays, who may prescribe, who follows up; with missing facts, what is certain all the same.
The same evaluator serves pages, API, command line, simulation and old versions."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from handtag.domain.agreement.compile import Approach, CompiledAgreement, Possible
from handtag.domain.agreement.decision import UNDETERMINED, Citation, Decision, Step, UsedValue
from handtag.domain.agreement.diagram import UNKNOWN, Diagram, Leaf, Node, leaf_of
from handtag.domain.agreement.facts import Facts, parse_facts
from handtag.domain.agreement.plans import Questions
from handtag.domain.agreement.presuming import typed
from handtag.domain.agreement.schema import DECIDED, Product, Row

__all__ = ["UNDETERMINED", "Citation", "Decision", "Step", "decide", "possible_payers"]
NO_RULE = "no rule of the agreement answers this"
# What is asked for when a derived column is not known.
ASKED_AS = {"product_term": "product"}
ISO = "iso_code"
SHOWN = 20  # rules a step shows when much is missing
KEPT = 200_000  # decisions of incomplete questions
T = TypeVar("T")
Rule = tuple[str, str | None]
Views = tuple[tuple["_View", ...], frozenset[int]]


def decide(compiled: CompiledAgreement, facts: Mapping[str, object]) -> Decision:
    """Answers one set of facts by one version of one agreement. Raises FactError for facts that cannot be read.

    A question without a date is answered as of the newest values of the parameters. Same facts and same document give the same decision
    for ever; what is kept between calls is only a cache, and threads may share it."""
    known = facts if type(facts) is Facts else parse_facts(facts)
    if compiled.is_dated:
        compiled = compiled.on(known.get("date"))
    if compiled.presumptions and (more := compiled.presumptions.of(known)):
        return _presuming(compiled, _decide(compiled, Facts(known | more)), more)
    return _decide(compiled, known)


def _presuming(compiled: CompiledAgreement, decision: Decision, more: Facts) -> Decision:
    """The decision with what follows from the question told as assumed. The same one each time, as every decision is."""
    key = ("presuming", id(decision), *more)
    kept = cast("tuple[Decision, Decision] | None", compiled.made.get(key))
    if kept is None or kept[0] is not decision:
        said = {a.fact: a.value for a in compiled.document.assumptions if a.fact in compiled.position and more.get(a.fact) == typed(a)}
        kept = decision, replace(decision, assumed={**decision.assumed, **said})
        compiled.made[key] = kept
    return kept[1]


def _decide(compiled: CompiledAgreement, known: Facts) -> Decision:
    found = _at_once(compiled, compiled.with_county(known) if "municipality" in known else known)
    if found is not None:
        return found
    key = compiled.key(known)
    kept = compiled.decisions.get(key)
    if kept is None:
        if len(compiled.decisions) > KEPT:
            compiled.forget()
        kept = compiled.decisions.setdefault(key, _case(compiled, key).decision())
    return cast("Decision", kept)


def _case(compiled: CompiledAgreement, key: tuple[object, ...]) -> "_Case":
    """The case with every product that the question may be about."""
    code, word, *rest = key
    classes = cast("list[int]", rest)
    area_at = compiled.position.get("product_area")
    area = UNKNOWN if area_at is None else classes[area_at]
    return _Case(compiled, compiled.possible(cast("str | None", code), cast("str | None", word), area), classes)


def _at_once(compiled: CompiledAgreement, known: Facts) -> Decision | None:
    """The decision when the question is about one product and nothing that matters is missing: one walk, in which only the facts that
    matter are looked at. None for other questions."""
    approach = compiled.approach(known.get(ISO), known.get("product"))
    if approach is None:
        return None
    questions = approach.plan.questions
    leaned: list[int] = []
    end = _walk(compiled, approach, questions.together, known, leaned)
    notes = end and _walk(compiled, approach, questions.notes, known, [])
    if end is None or notes is None:
        return None
    key = (approach.plan, end, notes, *leaned)
    found = compiled.made.get(key)
    if found is None:
        possible = compiled.possible(cast("str | None", known.get(ISO)), compiled.word(known.get("product")), UNKNOWN)
        case = _Case(compiled, possible, approach.defaults)
        found = compiled.made.setdefault(key, case.at(end, cast("tuple[str, ...]", notes.value), frozenset(leaned)))
    return cast("Decision", found)


def _walk(compiled: CompiledAgreement, approach: Approach, node: Diagram, known: Facts, leaned: list[int]) -> Leaf | None:
    """Down a diagram by the facts; where nobody says, by the approach's defaults, noting those that are assumed. None when stuck."""
    get, columns = known.get, compiled.columns
    while type(node) is Node:
        fact = node.fact
        name, index = columns[fact]
        value = get(name)
        if value is not None:
            node = node.kids[index[value]]
            continue
        k = approach.defaults[fact]
        if k < 0:
            return None
        if fact in approach.assumed:
            leaned.append(fact)
        node = node.kids[k]
    return cast("Leaf", node)


def possible_payers(compiled: CompiledAgreement, facts: Mapping[str, object]) -> tuple[str, ...]:
    """Every payer that some completion of the missing facts gives, in alphabetical order; `undetermined` where the text itself is open.

    One payer means that who pays is certain. What the agreement assumes is taken for granted as in a decision. Raises FactError."""
    return decide(compiled, facts).possible_payers


class _Case:
    """Works out one decision that is not in the cache."""

    def __init__(self, compiled: CompiledAgreement, possible: Possible, classes: Sequence[int]) -> None:
        self._compiled, self._possible, self._classes = compiled, possible, classes
        self._known = [compiled.assumed.get(n, UNKNOWN) if k < 0 else k for n, k in enumerate(classes)]
        self._asked = possible.asked

    def decision(self) -> Decision:
        views, assumed = self._end() or self._views()
        return self._made(views, self._notes(), assumed)

    def at(self, end: Leaf, notes: tuple[str, ...], assumed: frozenset[int]) -> Decision:
        """The decision where the walk for one product has ended."""
        return self._made(self._views_at(end), notes, assumed)

    def _made(self, views: tuple["_View", ...], notes: tuple[str, ...], assumed: frozenset[int]) -> Decision:
        """Many questions end at the same rules: then the decision is the same value and is made once."""
        made, product = self._compiled.made, self._possible.product
        key = (product.id if product else None, notes, assumed, views)
        found = made.get(key)
        if found is None:
            found = made.setdefault(key, self._make(views, notes, product, assumed))
        return cast("Decision", found)

    def _end(self) -> Views | None:
        """One walk for all answers, when the question is about one product and nothing that matters is missing; else None."""
        if len(self._possible.approaches) > 1:
            return None
        [approach] = self._possible.approaches
        met: list[int] = []
        end = leaf_of(approach.plan.questions.together, [approach.defaults[n] if k < 0 else k for n, k in enumerate(self._classes)], met)
        if end is None:
            return None
        return self._views_at(end), self._leaned(approach.assumed.intersection(met))

    def _leaned(self, facts: Iterable[int]) -> frozenset[int]:
        """Those that nobody gave."""
        return frozenset([n for n in facts if self._classes[n] < 0])

    def _views_at(self, end: Leaf) -> tuple["_View", ...]:
        """What a leaf of all answers together says, made once for the products that share their diagrams."""
        parts, [questions] = self._compiled.parts, self._asked
        views = parts.get((end, questions))
        if views is None:
            rules = cast("tuple[Rule, ...]", end.value)
            made = tuple([self._view(name, (rule,), ()) for name, rule in zip(DECIDED, rules, strict=True)])
            views = parts.setdefault((end, questions), made)
        return cast("tuple[_View, ...]", views)

    def _views(self) -> Views:
        """Each answer over every completion of what is missing, and the assumptions that mattered."""
        met: set[int] = set()
        views = tuple([self._over_completions(name, met) for name in DECIDED])
        return views, self._leaned(met.intersection(self._compiled.assumed))

    def _over_completions(self, name: str, met: set[int]) -> "_View":
        reach, known = self._compiled.diagrams.reached, self._known
        reached = [reach(root, known) for root in self._possible.answers[name]]
        rules = cast("tuple[Rule, ...]", _each_once([value for one in reached for value in one.values]))
        met.update(*[one.met for one in reached])
        return self._view(name, rules, self._ranked(name) if _differ(rules) else ())

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

    def _notes(self) -> tuple[str, ...]:
        """The remarks that hold whichever product it is and may hold by what is missing, in the order of the document."""
        reach, known = self._compiled.diagrams.reached, self._known
        ends = [frozenset().union(*cast("tuple[tuple[str, ...], ...]", reach(root, known).values)) for root in self._possible.notes]
        held = frozenset.intersection(*ends)
        return tuple([note for note in self._compiled.notes if note in held]) if held else ()

    def _ranked(self, name: str) -> tuple[str, ...]:
        """The facts that can change the answer: first the one whose knowledge most often settles it, then leaves the fewest answers."""
        narrow, ranked = self._compiled.diagrams.answers, self._compiled.ranked
        distinct = _each_once([narrow(root, self._known) for root in self._possible.answers[name]])
        found = ranked.get(distinct)
        return found if found is not None else ranked.setdefault(distinct, tuple(self._rank(distinct)))

    def _rank(self, distinct: tuple[Diagram, ...]) -> Iterator[str]:
        diagrams = self._compiled.diagrams
        scores: list[tuple[float, float, int, str]] = []
        if len(distinct) > 1:
            scores.append((*_score([diagrams.values(root) for root in distinct]), -1, ISO))
        told = [(diagrams.told(root), diagrams.values(root)) for root in distinct]
        for n in sorted({n for one, _ in told for n in one}):
            variable = self._compiled.variables[n]
            ends = [one.get(n) or (values,) * len(variable.labels) for one, values in told]
            united = ends[0] if len(ends) == 1 else [frozenset[Hashable]().union(*each) for each in zip(*ends, strict=True)]
            scores.append((*_score(united), n, ASKED_AS.get(variable.name, variable.name)))
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
        is_definite = not _differ(rules)
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


def _differ(rules: tuple[Rule, ...]) -> bool:
    return len({value for value, _ in rules}) > 1


def _score(ends: Sequence[frozenset[Hashable]]) -> tuple[float, float]:
    return -sum(len(end) == 1 for end in ends) / len(ends), sum(map(len, ends)) / len(ends)


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
