"""The steps of a draft: submitted, taken back, approved, sent back; and a worked case agreed on anew."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.agreements.queries_drafts import draft_for_page
from handtag.domain.access import Permission, Viewer
from handtag.domain.agreement.drafting import agreed_anew, plain_cases
from handtag.domain.values.errors import NotFound
from handtag.usecases.agreements.approve_draft import ApproveDraft, approve_draft
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.reject_draft import RejectDraft, reject_draft
from handtag.usecases.agreements.submit_draft import SubmitDraft, submit_draft
from handtag.usecases.agreements.withdraw_draft import WithdrawDraft, withdraw_draft
from handtag.usecases.base import UseCase
from handtag.web.drafting import checking
from handtag.web.drafting.forms import RejectForm, StepForm, SubmitForm
from handtag.web.drafting.saving import conflicts_on, required_step
from handtag.web.drafting.views import overview
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, see_other


@dataclass(frozen=True)
class Step:
    """A step as it was sent: its form, and the use case, and what is said when it has been taken."""

    form: Any
    case: UseCase[Any, Any]
    said: str

    def take(self, request: HttpRequest, viewer: Viewer, key: UUID, data: Any) -> HttpResponse:
        """The draft after the step; without data, or when it is refused, with the form's errors."""
        if data is not None:
            with refusals_on(self.form), conflicts_on(self.form):
                perform(viewer, self.case, data, form=self.form)
                return see_other(request, "drafting:show", key, message=self.said)
        return overview(request, viewer, draft_for_page(viewer, key), self.form)


@require_POST
@signed_in(Permission.DRAFT_AGREEMENT)
def submit(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = SubmitForm(request.POST)
    data = SubmitDraft(key, form.cleaned_data["revision"], form.cleaned_data["comment"]) if form.is_valid() else None
    return Step(form, submit_draft, _("The draft waits for someone else to approve it.")).take(request, viewer, key, data)


@require_POST
@signed_in(Permission.DRAFT_AGREEMENT)
def withdraw(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = StepForm(request.POST)
    data = WithdrawDraft(key, form.cleaned_data["revision"]) if form.is_valid() else None
    return Step(form, withdraw_draft, _("The draft is taken back.")).take(request, viewer, key, data)


@require_POST
@signed_in(Permission.APPROVE_AGREEMENT)
def approve(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = StepForm(request.POST)
    data = ApproveDraft(key, form.cleaned_data["revision"]) if form.is_valid() else None
    return Step(form, approve_draft, _("The draft is approved and published.")).take(request, viewer, key, data)


@require_POST
@signed_in(Permission.APPROVE_AGREEMENT)
def reject(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = RejectForm(request.POST)
    data = RejectDraft(key, form.cleaned_data["reason"]) if form.is_valid() else None
    return Step(form, reject_draft, _("The draft is sent back to those who write it.")).take(request, viewer, key, data)


@require_POST
@signed_in(Permission.DRAFT_AGREEMENT)
def agree(request: HttpRequest, viewer: Viewer, key: UUID, case: str) -> HttpResponse:
    """The answer that the draft gives becomes the agreed one of a worked case."""
    draft = draft_for_page(viewer, key)
    compiled = checking.compiled(draft.document)
    found = next((one for one in draft.cases if one.id == case), None)
    if found is None or compiled is None:
        raise NotFound("agreements.no_such_part", kind="case", part=case)
    [plain] = plain_cases((agreed_anew(compiled, found),))
    form = required_step(request)
    perform(viewer, put_in_draft, PutInDraft(key, form.cleaned_data["revision"], "case", plain), form=form)
    return see_other(request, "drafting:effect", key, message=_("The new answer is the agreed one in the draft."))
