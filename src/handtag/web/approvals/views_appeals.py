"""Appeals of refused approvals: taking one up, trying one, and the county's levels."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.approvals import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.approvals.appeal_refusal import AppealRefusal, appeal_refusal
from handtag.usecases.approvals.decide_appeal import DecideAppeal, decide_appeal
from handtag.usecases.approvals.set_appeal_level import SetAppealLevel, set_appeal_level
from handtag.web.approvals import words
from handtag.web.approvals.forms import AppealForm, LevelForm, TryForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other


@signed_in(Permission.PRESCRIBE)
def take_up(request: HttpRequest, viewer: Viewer, approval_key: UUID) -> HttpResponse:
    """Why the refusal should be changed; then the next level tries it."""
    found = queries.approval_for_page(viewer, approval_key)
    form = bound(AppealForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, appeal_refusal, AppealRefusal(found.key, form.cleaned_data["why"]), form=form)
            return see_other(request, "approvals:approval", found.key, message=_("The refusal is appealed."))
    return render_page(request, "approvals/take_up.html", {"approval": found, "levels": queries.levels_of(viewer)}, form=form)


@signed_in(Permission.DECIDE_APPEAL)
def appeals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits to be tried, and what has been."""
    page = page_of(request, queries.appeals_for(viewer))
    return render_page(request, "approvals/appeals.html", {"page": page, "columns": words.APPEALS, "today": today()}, partial="appeals")


@signed_in(Permission.DECIDE_APPEAL)
def appeal(request: HttpRequest, viewer: Viewer, appeal_id: int) -> HttpResponse:
    """One appeal with all that has been said, and the decision."""
    found = queries.appeal_for_page(viewer, appeal_id)
    form = bound(TryForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, decide_appeal, DecideAppeal(appeal_id, form.cleaned_data["verdict"], form.cleaned_data["reason"]), form=form)
            return see_other(request, "approvals:appeals", message=_("The appeal is tried."))
    case = found.approval
    names = queries.names_of(event.by for event in case.events.all())
    shown = {"appeal": found, "approval": case, "why": words.why(case.reasons), "counted": words.counted(case)}
    return render_page(request, "approvals/appeal.html", {**shown, "events": words.timeline(case, names)}, form=form)


@signed_in(Permission.SET_APPROVAL_RULES)
def levels(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who tries appeals, level by level."""
    form = bound(LevelForm, request)
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, set_appeal_level, SetAppealLevel(**given), form=form)
            return see_other(request, "approvals:levels", message=_("The level is set."))
    return render_page(request, "approvals/levels.html", {"levels": queries.levels_of(viewer)}, form=form)
