"""What needs an approval in the county, and who at the principal may give it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.approvals import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.approvals.delegate_approval import DelegateApproval, delegate_approval
from handtag.usecases.approvals.end_approval_rule import EndApprovalRule, end_approval_rule
from handtag.usecases.approvals.end_delegation import EndDelegation, end_delegation
from handtag.usecases.approvals.set_approval_rule import SetApprovalRule, set_approval_rule
from handtag.usecases.words_approvals import DECIDERS, RULE_KINDS
from handtag.web.approvals.forms import DelegateForm, LastDayForm, RuleForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other


@signed_in(Permission.SET_APPROVAL_RULES)
def rules(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The county's rules that hold or are to hold, and a new one."""
    form = bound(RuleForm, request, initial={"valid_from": today()})
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, set_approval_rule, SetApprovalRule(**given), form=form)
            return see_other(request, "approvals:rules", message=_("The rule is set."))
    return _rules(request, viewer, form)


@require_POST
@signed_in(Permission.SET_APPROVAL_RULES)
def end_rule(request: HttpRequest, viewer: Viewer, rule_id: int) -> HttpResponse:
    form = LastDayForm(request.POST, auto_id=f"rule-{rule_id}-%s")
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, end_approval_rule, EndApprovalRule(rule_id, form.cleaned_data["last_day"]), form=form)
            return see_other(request, "approvals:rules", message=_("The rule has a last day."))
    return _rules(request, viewer, RuleForm(initial={"valid_from": today()}), wrong={rule_id: form})


def _rules(request: HttpRequest, viewer: Viewer, form: Any, wrong: Any = None) -> HttpResponse:
    ends = wrong or {}
    rows = [
        (
            rule,
            RULE_KINDS[rule.kind],
            DECIDERS[rule.decider],
            ends.get(rule.pk) or LastDayForm(auto_id=f"rule-{rule.pk}-%s", initial={"last_day": today()}),
        )
        for rule in queries.rules_of(viewer, today())
    ]
    return render_page(request, "approvals/rules.html", {"rows": rows, "rule_form": form}, form=next(iter(ends.values()), form))


@signed_in(Permission.DELEGATE_APPROVALS)
def delegations(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who approves what our principal pays, up to how much, and who stands in."""
    form = bound(DelegateForm, request, approvers=queries.approvers(viewer, today()), initial={"valid_from": today()})
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, delegate_approval, DelegateApproval(**given), form=form)
            return see_other(request, "approvals:delegations", message=_("Delegated."))
    return _delegations(request, viewer, form)


@require_POST
@signed_in(Permission.DELEGATE_APPROVALS)
def end(request: HttpRequest, viewer: Viewer, delegation_id: int) -> HttpResponse:
    form = LastDayForm(request.POST, auto_id=f"given-{delegation_id}-%s")
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, end_delegation, EndDelegation(delegation_id, form.cleaned_data["last_day"]), form=form)
            return see_other(request, "approvals:delegations", message=_("The delegation has a last day."))
    fresh = DelegateForm(approvers=queries.approvers(viewer, today()), initial={"valid_from": today()})
    return _delegations(request, viewer, fresh, wrong={delegation_id: form})


def _delegations(request: HttpRequest, viewer: Viewer, form: Any, wrong: Any = None) -> HttpResponse:
    ends = wrong or {}
    rows = [
        (one, ends.get(one.pk) or LastDayForm(auto_id=f"given-{one.pk}-%s", initial={"last_day": today()}))
        for one in queries.delegations_for(viewer, today())
    ]
    return render_page(request, "approvals/delegations.html", {"rows": rows, "delegate_form": form}, form=next(iter(ends.values()), form))
