"""What a draft would mean, laid out: worked cases answered otherwise, and in what ways real decisions would differ. Decides nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from handtag.apps.agreements.queries_drafts import OpenDraft
from handtag.domain.agreement.cases import Case, try_case
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.diff import changed_decisions
from handtag.domain.agreement.redecide import Redecided
from handtag.domain.agreement.schema import Agreement
from handtag.web.ui.differences import FIELDS, ShownDecision, shown_decision
from handtag.web.ui.rules import answer_words


@dataclass(frozen=True)
class CaseEffect:
    """A worked case that the draft answers otherwise than the version it began as, or than was agreed (`is_broken`)."""

    case: Case
    shown: ShownDecision | None
    is_broken: bool


@dataclass(frozen=True)
class Way:
    """One way in which decisions would differ, and how many."""

    what: str
    old: str
    new: str
    count: int


def case_effects(draft: OpenDraft, compiled: CompiledAgreement) -> list[CaseEffect]:
    """The worked cases to look at: those not answered as agreed first."""
    old, new = draft.base, draft.document
    changed = {one.index: one for one in changed_decisions(old.compiled, compiled, [case.facts for case in draft.cases])}
    found = []
    for index, case in enumerate(draft.cases):
        is_broken = bool(try_case(compiled, case))
        if is_broken or index in changed:
            shown = shown_decision(changed[index], old.document, new) if index in changed else None
            found.append(CaseEffect(case, shown, is_broken))
    return sorted(found, key=lambda effect: not effect.is_broken)


def ways_in_words(past: Redecided, document: Agreement) -> list[Way]:
    """How the decisions would differ, most first."""
    return [
        Way(str(FIELDS[way.name]), _said(way.name, way.old, document), _said(way.name, way.new, document), count)
        for way, count in past.ways
    ]


def _said(name: str, value: object, document: Agreement) -> str:
    if value is None:
        return _("nothing")
    return document.wordings.get(str(value), str(value)) if name == "condition" else answer_words(name, str(value), document)
