"""Drafts: all of them, a new one, one with its checks and steps, what it changes, and what it would mean."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.agreements import queries
from handtag.apps.agreements.queries_drafts import OpenDraft, changes_of, draft_for_page, drafts_for_list
from handtag.apps.organisations.queries import county_agreement
from handtag.apps.prescriptions.queries import decisions_since, keys_for
from handtag.domain.access import Permission, Viewer
from handtag.domain.agreement.diff import differences
from handtag.domain.agreement.redecide import redecide
from handtag.domain.values.errors import NotFound
from handtag.usecases.agreements.start_draft import StartDraft, start_draft
from handtag.usecases.base import SWEDEN
from handtag.web.drafting import checking
from handtag.web.drafting.effect import case_effects, ways_in_words
from handtag.web.drafting.forms import RejectForm, StartForm, StepForm, SubmitForm
from handtag.web.drafting.history import events, revision_note
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.differences import GROUPS, shown_groups
from handtag.web.ui.parts import Crumb
from handtag.web.ui.tables import Column, Columns

LIST = Columns(
    Column("version", _lazy("New version"), primary=True),
    Column("base", _lazy("Copied from")),
    Column("state", _lazy("Status"), kind="status"),
    Column("author", _lazy("Begun by")),
    Column("started", _lazy("Begun"), kind="date"),
)
KINDS = ("agreement", "party", "assumption", "product", "word", "parameter", "clause", "wording", "case", "doubts")


@signed_in(Permission.DRAFT_AGREEMENT)
def drafts(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The county's drafts, and the way to begin one."""
    own = [row for row in queries.published_versions() if row.agreement_id == county_agreement(viewer)]
    context = {"drafts": drafts_for_list(viewer), "columns": LIST, "published": own[0] if own else None}
    return render_page(request, "drafting/list.html", context)


@signed_in(Permission.DRAFT_AGREEMENT)
def start(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A published version is copied."""
    newest = next((row for row in queries.published_versions() if row.agreement_id == county_agreement(viewer)), None)
    if newest is None:
        raise NotFound("agreements.no_version")
    agreement, version = request.GET.get("avtal", newest.agreement_id), request.GET.get("version", newest.version)
    form = bound(StartForm, request)
    if form.is_valid():
        data = StartDraft(agreement, version, form.cleaned_data["new_version"], form.cleaned_data["valid_from"])
        with refusals_on(form):
            key = perform(viewer, start_draft, data, form=form)
            return see_other(request, "drafting:show", key, message=_("The draft is a copy of %(version)s.") % {"version": version})
    context = {"agreement": agreement, "version": version, "crumbs": [Crumb(_("Drafts"), reverse("drafting:list")), Crumb(_("New draft"))]}
    return render_page(request, "drafting/start.html", context, form=form)


def crumbs(draft: OpenDraft, *more: Crumb) -> list[Crumb]:
    name = _("Draft of %(version)s") % {"version": draft.document.version}
    return [Crumb(_("Drafts"), reverse("drafting:list")), Crumb(name, reverse("drafting:show", args=[draft.row.key])), *more]


@signed_in(Permission.DRAFT_AGREEMENT)
def show(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """One draft: what the checks say, what can be changed, the next step, and who has done what."""
    return overview(request, viewer, draft_for_page(viewer, key))


def overview(request: HttpRequest, viewer: Viewer, draft: OpenDraft, form: Any = None) -> HttpResponse:
    """The draft's page; a step that was refused comes back here with its form."""
    found = checking.problems(draft)
    log = changes_of(viewer, draft.row.key)
    initial = {"revision": draft.row.revision}
    context = {
        "draft": draft,
        "problems": found,
        "errors": sum(problem.is_error for problem in found),
        "tables": [(table, sum(p.is_error and p.part in {row.id for row in table.rows} for p in found)) for table in draft.document.tables],
        "kinds": [(kind, GROUPS[kind]) for kind in KINDS],
        "changed": len(differences(draft.base.document, draft.document).changes),
        "events": events(log),
        "note": revision_note(log),
        "is_newest": queries.published_versions_of(draft.document.id)[0].pk == draft.row.based_on_id,
        "is_own": viewer.user_id
        in {change.by_id for change in log if change.action in {"started", "put", "removed", "moved", "submitted"}},
        "submit": form if isinstance(form, SubmitForm) else SubmitForm(initial=initial),
        "step": form if isinstance(form, StepForm) else StepForm(initial=initial),
        "reject": form if isinstance(form, RejectForm) else RejectForm(),
        "crumbs": [Crumb(_("Drafts"), reverse("drafting:list")), Crumb(draft.document.version)],
    }
    return render_page(request, "drafting/show.html", context, form=form)


@signed_in(Permission.DRAFT_AGREEMENT)
def changes(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Everything that differs from the version the draft began as."""
    draft = draft_for_page(viewer, key)
    found = differences(draft.base.document, draft.document)
    context = {
        "draft": draft,
        "groups": shown_groups(found, draft.base.document, draft.document),
        "crumbs": crumbs(draft, Crumb(_("Changes"))),
    }
    return render_page(request, "drafting/changes.html", context)


@signed_in(Permission.DRAFT_AGREEMENT)
def effect(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """What the draft would mean: worked cases and last year's real decisions that would be answered otherwise, without showing whose."""
    draft = draft_for_page(viewer, key)
    compiled = checking.compiled(draft.document)
    since = datetime.combine(today() - timedelta(days=365), time(), SWEDEN)
    context: dict[str, Any] = {"draft": draft, "since": since.date(), "crumbs": crumbs(draft, Crumb(_("Effect")))}
    if compiled is not None:
        past = redecide(compiled, decisions_since(viewer, since, draft.document.id), draft.document.valid_from)
        context |= {
            "cases": case_effects(draft, compiled),
            "case_count": len(draft.cases),
            "past": past,
            "ways": ways_in_words(past, draft.document),
            "keys": keys_for(viewer, past.keys),
        }
    return render_page(request, "drafting/effect.html", context)
