"""Requests for approval: what waits, one of them, asking, answering, deciding; and what others prescribe at our cost."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from handtag.apps.approvals import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.approvals.answer_approver import AnswerApprover, answer_approver
from handtag.usecases.approvals.ask_approval import AskApproval, ask_approval
from handtag.usecases.approvals.decide_approvals import DecideApprovals, decide_approvals
from handtag.web.approvals import words
from handtag.web.approvals.forms import AnswerForm, AskForm, DecideForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other


@signed_in()
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The requests that the viewer may see; whoever approves ticks several and answers them at once."""
    form = bound(DecideForm, request, auto_id="bulk-%s")
    if form.is_bound and form.is_valid():
        if not form.keys:
            form.refuse(_("Tick at least one request."))
        elif count := _decided(viewer, form, form.keys):
            said = ngettext("%(n)s request is answered.", "%(n)s requests are answered.", count) % {"n": count}
            return see_other(request, "approvals:list", message=said)
    now = words.view(request.GET)
    page = page_of(request, queries.approvals_for_list(viewer, now))
    may, limit = queries.own_limit(viewer, today())
    shown = {"page": page, "rows": [(one, words.why(one.reasons)) for one in page], "columns": words.COLUMNS, "tabs": words.tabs(now)}
    decides = viewer.may(Permission.APPROVE_COST) and now == "waiting"
    shown |= {"decides": decides, "may": may, "limit": limit, "today": today(), "ticked": form.keys if form.is_bound else ()}
    return render_page(request, "approvals/list.html", shown, form=form)


@signed_in()
def approval(request: HttpRequest, viewer: Viewer, approval_key: UUID) -> HttpResponse:
    return show(request, viewer, approval_key)


def show(request: HttpRequest, viewer: Viewer, key: UUID, **forms: Any) -> HttpResponse:
    """One request; `forms` are forms with errors, shown where they were filled in."""
    found = queries.approval_for_page(viewer, key)
    names = queries.names_of(event.by for event in found.events.all())
    shown = {"approval": found, "why": words.why(found.reasons), "events": words.timeline(found, names), "counted": words.counted(found)}
    shown["payer_name"] = _payer_name(viewer, found)
    prescribes, decides = viewer.may(Permission.PRESCRIBE), viewer.may(Permission.APPROVE_COST)
    if prescribes:
        shown["prescription_key"] = found.prescription.key
    if decides and found.state == "asked":
        shown |= {"decide_form": DecideForm(auto_id="decide-%s"), "may": queries.own_limit(viewer, today())[0]}
    if prescribes and found.state == "returned":
        shown["answer_form"] = AnswerForm(auto_id="answer-%s")
    shown |= {
        "may_ask": prescribes and found.state == "needed",
        "may_appeal": prescribes and found.state == "refused",
        "today": today(),
        **forms,
    }
    return render_page(request, "approvals/approval.html", shown, form=next(iter(forms.values()), None))


@signed_in(Permission.PRESCRIBE)
def ask(request: HttpRequest, viewer: Viewer, approval_key: UUID) -> HttpResponse:
    """Why it is needed and for how long; then it waits for an answer."""
    found = queries.approval_for_page(viewer, approval_key)
    form = bound(AskForm, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = AskApproval(approval_key, given["motive"], given["months"], given["pieces"])
            perform(viewer, ask_approval, data, form=form)
            return see_other(request, "prescribing:prescription", found.prescription.key, message=_("The approval is asked for."))
    shown = {"approval": found, "why": words.why(found.reasons), "prescription_key": found.prescription.key}
    shown["payer_name"] = _payer_name(viewer, found)
    return render_page(request, "approvals/ask.html", shown, form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def answer(request: HttpRequest, viewer: Viewer, approval_key: UUID) -> HttpResponse:
    form = AnswerForm(request.POST, auto_id="answer-%s")
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, answer_approver, AnswerApprover(approval_key, form.cleaned_data["answer"]), form=form)
            return see_other(request, "approvals:approval", approval_key, message=_("The answer is sent."))
    return show(request, viewer, approval_key, answer_form=form)


@require_POST
@signed_in(Permission.APPROVE_COST)
def decide(request: HttpRequest, viewer: Viewer, approval_key: UUID) -> HttpResponse:
    form = DecideForm(request.POST, auto_id="decide-%s")
    if form.is_valid() and _decided(viewer, form, (approval_key,)):
        return see_other(request, "approvals:list", message=_("Answered."))
    return show(request, viewer, approval_key, decide_form=form)


def _payer_name(viewer: Viewer, found: Any) -> str:
    """The payer; of a protected person's municipality those who know whose prescription it is read only that it is one."""
    hides = viewer.may(Permission.PRESCRIBE) and found.prescription.person.protected_identity and found.payer.kind == "municipality"
    return _("The municipality") if hides else str(found.payer.name)


def _decided(viewer: Viewer, form: DecideForm, keys: tuple[UUID, ...]) -> int:
    """How many got the answer; none, with the reason on the form, when it is refused."""
    given: dict[str, str] = form.cleaned_data
    done: list[int] = []
    with refusals_on(form):
        done.append(perform(viewer, decide_approvals, DecideApprovals(keys, given["verdict"], given["reason"]), form=form))
    return sum(done)


@signed_in(Permission.APPROVE_COST)
def costs(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What others have prescribed at our cost, told the moment it was decided."""
    page = page_of(request, queries.cost_notices(viewer))
    return render_page(request, "approvals/costs.html", {"page": page, "columns": words.COSTS}, partial="costs")
