"""One question, one answer: who pays, who may prescribe, who follows up; with missing facts, what is certain all the same.
The same evaluator serves pages, API, command line, simulation and old versions."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from handtag.domain.agreement.compile import Approach, CompiledAgreement
from handtag.domain.agreement.decision import UNDETERMINED, Citation, Decision, Step, UsedValue
from handtag.domain.agreement.diagram import UNKNOWN, Diagram, Leaf, Node, facts_in, leaf_of, leaves
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
    """The case with every product that the question may be about; an area that is given rules the products of others out."""
    code, word, *rest = key
    classes = cast("list[int]", rest)
    candidates = compiled.candidates(cast("str | None", code), cast("str | None", word))
    approaches = [compiled.approach_to(candidate) for candidate in candidates]
    area_at = compiled.position.get("product_area")
    if code is None and word is None and area_at is not None and classes[area_at] >= 0:
        approaches = [a for a in approaches if a.own[area_at] in (UNKNOWN, classes[area_at])]
    return _Case(compiled, approaches, classes)


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
        case = _Case(compiled, [approach], list(approach.defaults))
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


class _Branch:
    """One product the question may be about, with everything known about the case if it is that one."""

    __slots__ = ("given", "known", "plan")

    def __init__(self, approach: Approach, classes: list[int]) -> None:
        self.plan = approach.plan
        self.given = [approach.own[n] if k < 0 else k for n, k in enumerate(classes)]
        self.known = [approach.defaults[n] if k < 0 else k for n, k in enumerate(classes)]


class _Case:
    """Works out one decision that is not in the cache."""

    def __init__(self, compiled: CompiledAgreement, approaches: list[Approach], classes: list[int]) -> None:
        self._compiled = compiled
        self._branches = [_Branch(approach, classes) for approach in approaches]
        self._asked = _each_once(branch.plan.questions for branch in self._branches)
        # Products whose rows say the same, with the same known about the case, have the same answers.
        self._distinct = list({(branch.plan.questions, *branch.known): branch for branch in self._branches}.values())

    def decision(self) -> Decision:
        views, assumed = self._end() or self._views()
        return self._made(views, self._notes(), assumed)

    def at(self, end: Leaf, notes: tuple[str, ...], assumed: frozenset[int]) -> Decision:
        """The decision where the walk for one product has ended."""
        return self._made(self._views_at(end), notes, assumed)

    def _made(self, views: tuple["_View", ...], notes: tuple[str, ...], assumed: frozenset[int]) -> Decision:
        """Many questions end at the same rules: then the decision is the same value and is made once."""
        made, product = self._compiled.made, self._product()
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
        return self._views_at(end), assumed

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
        views = tuple(self._over_completions(name, met) for name in DECIDED)
        given = self._branches[0].given
        return views, frozenset(n for n in self._compiled.assumed if n in met and given[n] < 0)

    def _over_completions(self, name: str, met: set[int]) -> "_View":
        roots = [(branch.plan.questions.answers[name], branch) for branch in self._distinct]
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
        for branch in self._distinct:
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
            scores.append((*_score([diagrams.values(root) for root in distinct]), -1, ISO))
        for n in facts_in(distinct):
            variable = self._compiled.variables[n]
            settled = ([diagrams.set_fact(root, n, k) for root in distinct] for k in range(len(variable.labels)))
            ends = [frozenset().union(*map(diagrams.values, roots)) for roots in settled]
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


def _score(ends: list[frozenset[Hashable]]) -> tuple[float, float]:
    return -sum(len(end) == 1 for end in ends) / len(ends), sum(map(len, ends)) / len(ends)


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
