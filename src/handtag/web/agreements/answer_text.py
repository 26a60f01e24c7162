"""An answer as plain text, to paste into a record or a letter: what was asked, what the agreement answers, and its own words."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.schema import Agreement
from handtag.web.ui import text
from handtag.web.ui.decisions import Shown
from handtag.web.ui.facts import fact_label, short_fact, value_label
from handtag.web.ui.rules import clause_words, iso_name, spaced

# The agreement and the day stand in the heading.
IN_HEADING = ("agreement", "date")


def answer_text(facts: Mapping[str, object], decision: Decision, answer: Shown, document: Agreement, link: str = "") -> str:
    """The whole answer in plain sentences, a line each. Says what it does not know as plainly as what it does."""
    return "\n".join(_lines(facts, decision, answer, document, link)) + "\n"


def _lines(facts: Mapping[str, object], decision: Decision, answer: Shown, document: Agreement, link: str) -> Iterator[str]:
    day = text.day(facts["date"]) if "date" in facts else ""  # type: ignore[arg-type]
    yield _("Who pays, %(day)s, by %(agreement)s") % {"day": day, "agreement": f"{document.title} ({document.version})"}
    yield ""
    for fact, value in facts.items():
        if fact not in IN_HEADING:
            yield f"{short_fact(fact)}: {_value(fact, value, document)}"
    for assumed in answer.assumed:
        yield f"{assumed} ({_('taken for granted')})"
    yield ""
    yield f"{answer.payer.answer}. {answer.right.answer}."
    yield from (f"{line.answer}." for line in answer.lines)
    yield from answer.remarks
    if decision.missing:
        asked = ", ".join(fact_label(fact).rstrip("?").lower() for fact in decision.missing)
        yield _("Depends also on: %(facts)s.") % {"facts": asked}
    if decision.open_because:
        yield _("The agreement leaves open: %(why)s") % {"why": decision.open_because}
    yield from _quotations(decision, document)
    if link:
        yield ""
        yield link


def _value(fact: str, value: object, document: Agreement) -> str:
    if fact in {"iso_code", "main_iso_code"}:
        return f"{spaced(str(value))} {iso_name(document, str(value))}".strip()
    if fact == "municipality":
        return next((party.name for party in document.parties if party.code == value), str(value))
    return value_label(fact, value)


def _quotations(decision: Decision, document: Agreement) -> Iterator[str]:
    """Each clause once, in the agreement's own words."""
    rows = {row.id: row for table in document.tables for row in table.rows}
    cited = [rows[citation.rule] for citation in decision.citations if citation.rule in rows]
    clauses = dict.fromkeys(document.clause_by_id[name] for row in cited for name in row.clauses)
    for clause in clauses:
        yield f"”{clause.quote}” ({clause_words(clause)})"
