"""What the checks say about a draft, in people's words and with the way to the part; and what the draft changes. Decides nothing itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.agreements.queries_drafts import OpenDraft
from handtag.domain.agreement.check import Problem
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.diff import broken_cases
from handtag.domain.agreement.drafting import Content, compiled_or_none, problems_of, put
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import HandtagError
from handtag.usecases.messages import sentence
from handtag.web.drafting.case_form import case_differences
from handtag.web.drafting.check_words import said_in_words
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.facts import short_fact
from handtag.web.ui.parts import Colour

Words = str | Promise
# How `check` names a place → the kind of part that a page shows.
PLACES = {"rule": "row", "rule or product row": "row", "row": "product", "parameter": "parameter", "clause": "clause", "table": "table"}
NAMES: Mapping[str, Words] = {
    "row": _lazy("Rule"),
    "product": _lazy("Row in the list"),
    "parameter": _lazy("Value"),
    "clause": _lazy("Quoted text"),
    "table": _lazy("Table"),
    "assumption": _lazy("Taken for granted"),
    "word": _lazy("Product word"),
    "party": _lazy("Party"),
    "area": _lazy("Product area"),
    "agreement": _lazy("The agreement itself"),
    "tables": _lazy("Tables"),
}
_PLACE = re.compile(r"(?P<kind>rule or product row|[a-z]+(?: code)?)(?: (?P<name>.+))?", re.S)
_CELL = re.compile(r"table (?P<table>[^,]+), row (?P<rule>[^,]+), cell (?P<cell>[^:]+): ")


@dataclass(frozen=True)
class ShownProblem:
    """One thing to put right (error) or to look at (warning): where, with the way there, and what."""

    is_error: bool
    word: Words
    colour: Colour
    where: str
    said: str
    part: str = ""
    url: str = ""


def problems(draft: OpenDraft) -> list[ShownProblem]:
    """Everything the checks find in the draft as it is."""
    return problems_in(draft, draft.document)


def problems_in(draft: OpenDraft, document: Agreement) -> list[ShownProblem]:
    """Everything the checks find in a document that the draft would become."""
    return [_shown(problem, draft, document) for problem in checked(document)]


def findings(draft: OpenDraft, kind: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    """What the whole draft would be if the part were saved: what the checks find, and the worked cases that would not hold."""
    try:
        edit = put(Content(draft.document, draft.cases, draft.row.doubts), kind, plain)
    except HandtagError as refusal:
        return {"refusal": "" if refusal.code == "agreements.nothing_changed" else sentence(refusal)}
    document, cases = edit.content.document, edit.content.cases
    answering = compiled(document)
    broken = broken_cases(answering, cases) if answering else ()
    own = next((case for case in broken if kind == "case" and case.id == edit.id), None)
    return {
        "problems": sorted(problems_in(draft, document), key=lambda problem: (not problem.is_error, problem.part != edit.id)),
        "broken": [case for case in broken if case is not own],
        "otherwise": case_differences(answering, own) if own and answering else (),
    }


def wanted(request: HttpRequest) -> str:
    """What a form was sent for: to be saved, only to be checked, or for another line to fill in."""
    if request.method != "POST":
        return ""
    if "more" in request.POST:
        return "more"
    is_check = getattr(getattr(request, "htmx", None), "target", "") == "check" or "check" in request.POST
    return "check" if is_check else "save"


def checked(document: Agreement) -> tuple[Problem, ...]:
    """The checks' own answer, made once for the same document."""
    return _checked(document.document_hash, document.canonical_json())


def compiled(document: Agreement) -> CompiledAgreement | None:
    """The draft ready to answer; None as long as it cannot be."""
    return _compiled(document.document_hash, document.canonical_json())


@lru_cache(maxsize=32)
def _checked(_hash: str, text: str) -> tuple[Problem, ...]:
    return problems_of(agreement_from_json(text))


@lru_cache(maxsize=8)
def _compiled(_hash: str, text: str) -> CompiledAgreement | None:
    return compiled_or_none(agreement_from_json(text))


def _shown(problem: Problem, draft: OpenDraft, document: Agreement) -> ShownProblem:
    is_error = problem.severity == "error"
    kind, name, column = _place(problem)
    where = f"{NAMES[kind]} {name}".strip() if kind in NAMES else str(FIELDS.get(kind, name or kind))
    where = f"{where}, {short_fact(column)}" if column else where
    word: tuple[Words, Colour] = (_("Error"), "danger") if is_error else (_("To look at"), "warning")
    return ShownProblem(is_error, *word, where, said_in_words(problem.message), name, _url(draft, document, kind, name))


def _place(problem: Problem) -> tuple[str, str, str]:
    """The kind of the part, its name, and the column of a rule when one is named."""
    cell = _CELL.match(problem.message)
    if cell:
        return "row", cell["rule"], cell["cell"]
    place = _PLACE.fullmatch(problem.place)
    if place is None:
        return "", problem.place, ""
    return PLACES.get(place["kind"], place["kind"]), place["name"] or "", ""


def _url(draft: OpenDraft, document: Agreement, kind: str, name: str) -> str:
    key = draft.row.key
    rules = {row.id for table in document.tables for row in table.rows}
    if kind == "row" and name in rules:
        return reverse("drafting:rule", args=[key, name])
    if kind == "table" and name in {table.id for table in document.tables}:
        return reverse("drafting:table", args=[key, name])
    if kind in {"parameter", "clause", "product", "word", "party", "assumption"} and name:
        return reverse("drafting:part", args=[key, kind, name])
    return ""
