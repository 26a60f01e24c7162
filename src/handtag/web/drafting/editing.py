"""The rules of a draft: a table with its rows, one rule as a form that is checked as it is typed, a rule's place."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.agreements.queries_drafts import OpenDraft, draft_for_page
from handtag.domain.access import Permission, Viewer
from handtag.domain.agreement.drafting import new_row_id
from handtag.domain.agreement.schema import Row, Table
from handtag.domain.values.errors import NotFound
from handtag.usecases.agreements.move_in_draft import MoveInDraft, move_in_draft
from handtag.web.drafting import checking
from handtag.web.drafting.rule_form import RuleForm
from handtag.web.drafting.saving import part_to_put, required_step, revision_of, was_put
from handtag.web.drafting.views import crumbs
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, render_page, see_other
from handtag.web.ui.parts import Crumb
from handtag.web.ui.rules import row_answers, row_words


@signed_in(Permission.DRAFT_AGREEMENT)
def table(request: HttpRequest, viewer: Viewer, key: UUID, table: str) -> HttpResponse:
    """A table with its rules in the order they are asked."""
    draft = draft_for_page(viewer, key)
    found = _table(draft, table)
    problems = checking.problems(draft)
    rows = [(row, row_words(row, draft.document), row_answers(row, draft.document)) for row in found.rows]
    below = [row.id for row in found.rows[2:]] + ["", ""]
    above = ["", *(row.id for row in found.rows)]
    context = {
        "draft": draft,
        "table": found,
        "rows": [(*one, up, down, [p for p in problems if p.part == one[0].id]) for one, up, down in zip(rows, above, below, strict=False)],
        "problems": [problem for problem in problems if problem.part == found.id],
        "crumbs": crumbs(draft, Crumb(found.title)),
    }
    return render_page(request, "drafting/table.html", context)


@signed_in(Permission.DRAFT_AGREEMENT)
def rule(request: HttpRequest, viewer: Viewer, key: UUID, rule: str) -> HttpResponse:
    """One rule of the draft."""
    draft = draft_for_page(viewer, key)
    found = next(((table, row) for table in draft.document.tables for row in table.rows if row.id == rule), None)
    if found is None:
        raise NotFound("agreements.no_such_part", kind="row", part=rule)
    return _edit(request, viewer, draft, *found)


@signed_in(Permission.DRAFT_AGREEMENT)
def new_rule(request: HttpRequest, viewer: Viewer, key: UUID, table: str) -> HttpResponse:
    """A rule that is not there yet."""
    draft = draft_for_page(viewer, key)
    return _edit(request, viewer, draft, _table(draft, table), None)


def _edit(request: HttpRequest, viewer: Viewer, draft: OpenDraft, table: Table, row: Row | None) -> HttpResponse:
    form = RuleForm(draft.document, table, row, request.POST if request.method == "POST" else None)
    name = row.id if row else new_row_id(draft.document, table.id)
    wanted = checking.wanted(request)
    context: dict[str, Any] = {"draft": draft, "table": table, "row": row, "revision": revision_of(request, draft)}
    if wanted == "save" and form.is_valid() and was_put(viewer, form, part_to_put(request, draft, form, "row", form.plain(name))):
        return see_other(request, "drafting:table", draft.row.key, table.id, message=_("The rule is saved in the draft."))
    if wanted == "save":
        context |= {"revision": draft.row.revision, "now": row_words(row, draft.document) if row else ""}
    if wanted == "check" and form.is_valid():
        context |= checking.findings(draft, "row", form.plain(name))
    if wanted == "more":
        form.add_line(request.POST.get("new-column", ""))
        form.hush()
    places = [Crumb(table.title, reverse("drafting:table", args=[draft.row.key, table.id])), Crumb(row.id if row else _("New rule"))]
    context |= {"crumbs": crumbs(draft, *places), "form": form, "checked": wanted == "check"}
    partial = "check" if wanted == "check" else "rule"
    return render_page(request, "drafting/rule.html", context, partial=partial, form=form if wanted == "save" else None)


@require_POST
@signed_in(Permission.DRAFT_AGREEMENT)
def move(request: HttpRequest, viewer: Viewer, key: UUID, rule: str) -> HttpResponse:
    """A rule gets another place."""
    draft = draft_for_page(viewer, key)
    form = required_step(request)
    perform(viewer, move_in_draft, MoveInDraft(key, form.cleaned_data["revision"], rule, request.POST.get("before", "")), form=form)
    place = next(table.id for table in draft.document.tables if any(row.id == rule for row in table.rows))
    return see_other(request, reverse("drafting:table", args=[key, place]) + f"#regel-{rule}")


def _table(draft: OpenDraft, table_id: str) -> Table:
    found = next((table for table in draft.document.tables if table.id == table_id), None)
    if found is None:
        raise NotFound("agreements.no_such_part", kind="table", part=table_id)
    return found
