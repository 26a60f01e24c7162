"""The plan and proposals: looked at, proposed, approved by a second person or withdrawn, carried out, and what was done."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.access.queries import names_of
from handtag.apps.retention import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.retention import Plan
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.base import clock
from handtag.usecases.messages import sentence
from handtag.usecases.retaining import asked, plan_in_force
from handtag.usecases.retention.approve_culling import ApproveCulling, approve_culling
from handtag.usecases.retention.perform_culling import PerformCulling, perform_culling
from handtag.usecases.retention.propose_culling import ProposeCulling, propose_culling
from handtag.usecases.retention.withdraw_culling import WithdrawCulling, withdraw_culling
from handtag.web.retention import listing
from handtag.web.retention.forms import ApproveForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Crumb


@signed_in(Permission.APPROVE_CULLING)
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The proposals of the care provider, and the plan in force."""
    plan, why_not = _plan()
    page = page_of(request, queries.proposals_for_list(viewer))
    shown: dict[str, Any] = {"plan": plan, "why_not": why_not, "plan_columns": listing.PLAN, "columns": listing.PROPOSALS}
    shown |= {"plan_rows": listing.plan_rows(plan) if plan else [], "may_propose": viewer.may(Permission.CULL)}
    shown |= {"page": page, "rows": listing.proposal_rows(viewer, page, clock())}
    return render_page(request, "retention/list.html", shown)


@signed_in(Permission.CULL)
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What would be removed today; the form puts exactly that before a second person."""
    form = bound(CommandForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            key = perform(viewer, propose_culling, ProposeCulling(), form=form)
            return see_other(request, "retention:proposal", key, message=_("The proposal waits for a second person."))
    plan, why_not = _plan()
    counts = queries.dry_run(asked(plan, viewer.principal_id, today())) if plan else []
    shown = {"why_not": why_not, "counts": listing.count_rows(counts), "columns": listing.COUNTS, "as_of": today()}
    shown |= {"things": sum(one.things for one in counts), "crumbs": _crumbs(_("What would be removed today"))}
    return render_page(request, "retention/propose.html", shown, form=form)


@signed_in(Permission.APPROVE_CULLING)
def proposal(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """What is proposed, what can be done with it, and afterwards what was done."""
    return _shown(request, viewer, key, CommandForm())


@require_POST
@signed_in(Permission.APPROVE_CULLING)
def approve(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = bound(ApproveForm, request)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, approve_culling, ApproveCulling(key, form.cleaned_data["contents_hash"]), form=form)
            return see_other(request, "retention:proposal", key, message=_("The proposal is approved."))
    return _shown(request, viewer, key, form)


@require_POST
@signed_in(Permission.CULL)
def withdraw(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = bound(CommandForm, request)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, withdraw_culling, WithdrawCulling(key), form=form)
            return see_other(request, "retention:proposal", key, message=_("The proposal is withdrawn."))
    return _shown(request, viewer, key, form)


@require_POST
@signed_in(Permission.PERFORM_CULLING)
def remove(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """One batch; the page shows how far it has come."""
    form = bound(CommandForm, request)
    if form.is_valid():
        with refusals_on(form):
            try:
                left = perform(viewer, perform_culling, PerformCulling(key), form=form)
            except Conflict as changed:
                form.refuse(str(sentence(changed)))
            else:
                done = _("Everything that was approved is removed.") if not left else ""
                return see_other(request, "retention:proposal", key, message=done)
    return _shown(request, viewer, key, form)


def _shown(request: HttpRequest, viewer: Viewer, key: UUID, form: CommandForm) -> HttpResponse:
    found, now = queries.proposal_for_page(viewer, key), clock()
    removed, last = queries.removed_under(found), queries.last_removed(found)
    shown: dict[str, Any] = {"proposal": found, "counts": listing.count_rows(found.counts), "columns": listing.COUNTS}
    shown |= {"state": listing.state_of(found, now, begun=bool(removed)), "removed": listing.removed_rows(removed)}
    shown |= {"removed_columns": listing.REMOVED, "done": sum(things for things, _rows in removed.values())}
    shown |= {"things": listing.things_in(found.counts), "last_at": last[1] if last else None, "names": _names(viewer, found, last)}
    shown |= {"is_own": found.proposed_by == viewer.code, "may": {one.value for one in Permission if viewer.may(one)}}
    shown |= {"approving": ApproveForm(initial={"contents_hash": found.contents_hash}), "acting": CommandForm()}
    return render_page(request, "retention/proposal.html", {**shown, "crumbs": _crumbs(_("Proposal"))}, form=form)


def _names(viewer: Viewer, found: Any, last: tuple[str, object] | None) -> dict[str, str]:
    withdrawal = getattr(found, "withdrawal", None)
    codes = {"proposed": found.proposed_by, "approved": found.approved_by, "removed": last[0] if last else ""}
    codes["withdrawn"] = withdrawal.withdrawn_by if withdrawal else ""
    names = names_of(viewer, codes.values())
    return {act: names.get(code, code) for act, code in codes.items()}


def _plan() -> tuple[Plan | None, str]:
    """The plan in force, or why there is none."""
    try:
        return plan_in_force(), ""
    except Refused as refusal:
        return None, str(sentence(refusal))


def _crumbs(label: str) -> list[Crumb]:
    return [Crumb(_("Retention"), reverse("retention:list")), Crumb(label)]
