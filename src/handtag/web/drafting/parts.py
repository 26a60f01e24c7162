"""The other parts of a draft: values, quoted texts, product rows, words, parties, worked cases, the agreement's head. Each kind is listed
and edited alike."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.agreements.queries_drafts import OpenDraft, draft_for_page
from handtag.domain.access import Permission, Viewer
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.diff import Change, Difference
from handtag.domain.agreement.drafting import part_as_plain, plain_case
from handtag.domain.agreement.parts import parts_of
from handtag.domain.values.errors import NotFound
from handtag.usecases.agreements.remove_from_draft import RemoveFromDraft, remove_from_draft
from handtag.web.drafting import checking
from handtag.web.drafting.case_form import CaseForm
from handtag.web.drafting.forms import StepForm
from handtag.web.drafting.part_forms import ClauseForm, DoubtsForm, HeadForm, ParameterForm, PartForm, ProductForm, WordingForm
from handtag.web.drafting.premise_forms import AssumptionForm, PartyForm, WordForm
from handtag.web.drafting.saving import conflicts_on, part_to_put, revision_of, was_put
from handtag.web.drafting.views import crumbs
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.differences import GROUPS, WHAT, ShownChange, facts_words, shown_groups
from handtag.web.ui.parts import Crumb

FORMS: Mapping[str, type[PartForm]] = {
    "agreement": HeadForm,
    "party": PartyForm,
    "assumption": AssumptionForm,
    "product": ProductForm,
    "word": WordForm,
    "parameter": ParameterForm,
    "clause": ClauseForm,
    "wording": WordingForm,
    "case": CaseForm,
    "doubts": DoubtsForm,
}
WHOLE = ("agreement", "doubts")  # of these there is one, not a list


@signed_in(Permission.DRAFT_AGREEMENT)
def listed(request: HttpRequest, viewer: Viewer, key: UUID, kind: str) -> HttpResponse:
    """Every part of a kind."""
    draft = draft_for_page(viewer, key)
    if kind in WHOLE:
        return _edit(request, viewer, draft, kind, "")
    _known(kind)
    query = request.GET.get("q", "").strip()
    rows = [one for one in _in_words(draft, kind) if query.casefold() in f"{one.said} {one.id}".casefold()]
    context = {
        "draft": draft,
        "kind": kind,
        "title": GROUPS[kind],
        "rows": rows,
        "query": query,
        "problems": [problem for problem in checking.problems(draft) if problem.part in {one.id for one in rows}],
        "crumbs": crumbs(draft, Crumb(str(GROUPS[kind]))),
    }
    return render_page(request, "drafting/parts.html", context, partial="parts")


@signed_in(Permission.DRAFT_AGREEMENT)
def part(request: HttpRequest, viewer: Viewer, key: UUID, kind: str, part: str) -> HttpResponse:
    """One part as a form."""
    return _edit(request, viewer, draft_for_page(viewer, key), _known(kind), part)


@signed_in(Permission.DRAFT_AGREEMENT)
def new_part(request: HttpRequest, viewer: Viewer, key: UUID, kind: str) -> HttpResponse:
    """A part that is not there yet."""
    return _edit(request, viewer, draft_for_page(viewer, key), _known(kind), None)


def _edit(request: HttpRequest, viewer: Viewer, draft: OpenDraft, kind: str, name: str | None) -> HttpResponse:
    plain = _plain(draft, kind, name) if name is not None else None
    form = FORMS[kind](draft.document, plain, request.POST if request.method == "POST" else None)
    taken, wanted = _taken(draft, kind), checking.wanted(request)
    if wanted == "save" and form.is_valid() and was_put(viewer, form, part_to_put(request, draft, form, kind, form.plain(taken))):
        return see_other(request, _back(draft, kind), message=_("Saved in the draft."))
    context: dict[str, Any] = {
        "draft": draft,
        "kind": kind,
        "name": name,
        "title": GROUPS[kind],
        "revision": draft.row.revision if wanted == "save" and form.is_valid() is False else revision_of(request, draft),
        "back": _back(draft, kind),
        "checked": wanted == "check",
        "crumbs": crumbs(draft, *_places(draft, kind, name)),
    }
    if wanted == "check" and form.is_valid():
        context |= checking.findings(draft, kind, form.plain(taken))
    if wanted == "more":
        form.add_line(request.POST.get("new-column", ""))
        form.hush()
    context["form"] = form
    partial = "check" if wanted == "check" else "part"
    return render_page(request, "drafting/part.html", context, partial=partial, form=form if wanted == "save" else None)


def _plain(draft: OpenDraft, kind: str, name: str) -> dict[str, Any]:
    """The part as plain data; of several assumptions about one fact the name says which."""
    if kind == "doubts":
        return {"text": draft.row.doubts}
    if kind == "case":
        return plain_case(draft.cases, name)
    plain = part_as_plain(draft.document, kind, name)
    return plain | {"id": name} if kind == "assumption" else plain


def _taken(draft: OpenDraft, kind: str) -> set[str]:
    return {case.id for case in draft.cases} if kind == "case" else {one for part, one in parts_of(draft.document) if part == kind}


def _back(draft: OpenDraft, kind: str) -> str:
    """Where the part was come from: the list of its kind, or the draft."""
    key = draft.row.key
    return reverse("drafting:show", args=[key]) if kind in WHOLE else reverse("drafting:parts", args=[key, kind])


def _places(draft: OpenDraft, kind: str, name: str | None) -> list[Crumb]:
    if kind in WHOLE:
        return [Crumb(str(GROUPS[kind]))]
    return [Crumb(str(GROUPS[kind]), reverse("drafting:parts", args=[draft.row.key, kind])), Crumb(name or _("New"))]


@signed_in(Permission.DRAFT_AGREEMENT)
def remove(request: HttpRequest, viewer: Viewer, key: UUID, kind: str, part: str) -> HttpResponse:
    """Asks before a part is taken away, then takes it away."""
    draft = draft_for_page(viewer, key)
    found = next((one for one in _in_words(draft, kind) if one.id == part), None)
    if found is None:
        raise NotFound("agreements.no_such_part", kind=kind, part=part)
    form = StepForm(request.POST if request.method == "POST" else None, initial={"revision": draft.row.revision})
    if form.is_valid():
        with refusals_on(form), conflicts_on(form):
            perform(viewer, remove_from_draft, RemoveFromDraft(key, form.cleaned_data["revision"], kind, part), form=form)
            return see_other(request, back_to(draft, kind, part), message=_("Removed from the draft."))
    context = {"draft": draft, "found": found, "title": GROUPS[kind], "back": back_to(draft, kind, part), "crumbs": crumbs(draft)}
    return render_page(request, "drafting/remove.html", context, form=form)


def back_to(draft: OpenDraft, kind: str, name: str) -> str:
    """The list that a part stands in."""
    if kind != "row":
        return reverse("drafting:parts", args=[draft.row.key, kind])
    place = next(table.id for table in draft.document.tables if any(row.id == name for row in table.rows))
    return reverse("drafting:table", args=[draft.row.key, place])


def _in_words(draft: OpenDraft, kind: str) -> list[ShownChange]:
    """Every part of a kind in words, as if each had been added."""
    if kind == "case":
        return [_case_in_words(case, draft) for case in draft.cases]
    changes = tuple(Change(one, name, None, part) for (one, name), part in parts_of(draft.document).items() if one == kind)
    return [change for group in shown_groups(Difference(changes), draft.document, draft.document) for change in group.changes]


def _case_in_words(case: Case, draft: OpenDraft) -> ShownChange:
    said = f"{case.title} {facts_words(case.facts, draft.document)}"
    return ShownChange(case.id, said, *WHAT["added"])


def _known(kind: str) -> str:
    if kind not in FORMS:
        raise NotFound("agreements.no_such_kind", kind=kind)
    return kind
