"""A decision made ready to show: who pays and who may prescribe as explanations, the rest as lines. Decides nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handtag.domain.agreement.decide import UNDETERMINED, Decision, Step
from handtag.domain.agreement.schema import Agreement, Clause, Row
from handtag.web.ui.facts import fact_label, short_fact
from handtag.web.ui.parts import Explanation, Outcome, TraceRow
from handtag.web.ui.rules import answer_words, clause_words, plain_value, row_words, spaced, wording

KEPT = 200  # questions, versions and languages together
_MADE: dict[tuple[str, str, str | None], tuple[tuple[str, str], ...]] = {}


@dataclass(frozen=True)
class Line:
    """A smaller part of the answer, with the rule it rests on."""

    answer: str
    clause: Clause | None


@dataclass(frozen=True)
class Shown:
    """Everything a page says about a decision. `spoken` is the answer in one sentence, for screen readers and titles."""

    payer: Explanation
    right: Explanation
    lines: tuple[Line, ...]
    remarks: tuple[str, ...]
    assumed: tuple[str, ...]
    product_row: str
    product_code: str
    product_name: str
    in_scope: bool
    spoken: str
    version: str
    hash: str


def shown(decision: Decision, document: Agreement) -> Shown:
    """The decision in people's words. `document` must be the one the decision was made under."""
    views = {step.decides: step for step in decision.trace}
    payer, right = (_explanation(decision, views[name], document) for name in ("payer", "may_prescribe"))
    product = next((p for p in document.products if p.id == decision.product_row), None)
    return Shown(
        payer=payer,
        right=right,
        lines=tuple(Line(answer_words(name, views[name].answer), _clause(views[name], document)) for name in _smaller(decision)),
        remarks=tuple(wording(note, document) for note in decision.notes),
        assumed=tuple(f"{short_fact(fact)}: {plain_value(fact, value)}" for fact, value in decision.assumed.items()),
        product_row=product.iso if product else "",
        product_code=spaced(product.iso) if product else "",
        product_name=product.name if product else "",
        in_scope=decision.in_scope == "yes",
        spoken=f"{payer.answer}. {right.answer}.",
        version=decision.agreement_version,
        hash=decision.document_hash[:12],
    )


def _smaller(decision: Decision) -> Iterator[str]:
    yield "follow_up"
    yield "trust_allowed"
    if decision.cost_approval != "not_applicable":
        yield "cost_approval"


def _explanation(decision: Decision, step: Step, document: Agreement) -> Explanation:
    rows = {row.id: row for table in document.tables for row in table.rows}
    reached = [rows[rule] for rule, _answer in step.rules if rule in rows]
    is_settled = not step.missing
    clauses = list(dict.fromkeys(document.clause_by_id[c] for row in reached for c in row.clauses)) if is_settled else []
    return Explanation(
        answer=_answer(step, document),
        why=_why(step, reached, document),
        outcome=_outcome(step),
        clause=clause_words(clauses[0]) if len(clauses) == 1 else _("%(count)s clauses") % {"count": len(clauses)} if clauses else "",
        clause_text="\n\n".join(f"”{clause.quote}” ({clause_words(clause)})" for clause in clauses),
        version=f"{document.title}, {_('version')} {document.version} ({decision.document_hash[:12]})",
        trace=tuple(_trace(step, document)) if is_settled else (),
        missing=tuple(fact_label(fact) for fact in step.missing),
        decider=_("the parties of the agreement, together") if step.answer == UNDETERMINED and is_settled else "",
    )


def _answer(step: Step, document: Agreement) -> str:
    if step.missing:
        return _("Who pays depends on more") if step.decides == "payer" else _("Who may prescribe depends on more")
    return answer_words(step.decides, step.answer, document)


def _outcome(step: Step) -> Outcome:
    if step.answer == UNDETERMINED:
        return "undetermined"
    return "no" if step.answer == "no" else "yes"


def _why(step: Step, reached: list[Row], document: Agreement) -> str:
    if step.missing:
        answers = dict.fromkeys(answer_words(step.decides, answer, document) for _rule, answer in step.rules)
        return _("Possible answers: %(answers)s.") % {"answers": "; ".join(answers)}
    if step.answer == UNDETERMINED:
        reasons = dict.fromkeys(row.open_because for row in reached if row.open_because)
        return " ".join(reasons) or _("No rule of the agreement answers this.")
    if len(reached) > 1:
        return _("The answer is the same whatever is still not known.")
    return (
        _("Because: %(conditions)s.") % {"conditions": row_words(reached[0], document)}
        if reached
        else _("No rule of the agreement says otherwise.")
    )


def _clause(step: Step, document: Agreement) -> Clause | None:
    rows = {row.id: row for table in document.tables for row in table.rows}
    found = [rows[rule] for rule, _answer in step.rules if rule in rows]
    return document.clause_by_id[found[0].clause] if len(found) == 1 else None


def _trace(step: Step, document: Agreement) -> Iterator[TraceRow]:
    """The rules that answer this question, in the order they are tried, and which of them the answer rests on."""
    reached = {rule for rule, _answer in step.rules}
    for rule, said in _sentences(step.decides, document):
        yield TraceRow(rule, said, rule in reached)


def _sentences(decides: str, document: Agreement) -> tuple[tuple[str, str], ...]:
    """Every rule that answers a question, in words. A document never changes, so a language's sentences are made once."""
    key = (document.document_hash, decides, get_language())
    found = _MADE.get(key)
    if found is None:
        rows = [row for table in document.tables for row in table.rows if decides in row.then]
        found = tuple((row.id, f"{row_words(row, document)} → {answer_words(decides, row.then[decides])}") for row in rows)
        if len(_MADE) >= KEPT:
            _MADE.clear()
        _MADE[key] = found
    return found
