"""What belongs to a prescription besides need and decision: what was offered, and trials. Each form stands on the prescription's page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.orders.queries import lent_on
from handtag.domain.access import Permission, Viewer
from handtag.usecases.prescribing.end_trial import EndTrial
from handtag.usecases.prescribing.end_trial import end_trial as end_trial_case
from handtag.usecases.prescribing.offer_alternatives import OfferAlternatives, offer_alternatives
from handtag.usecases.prescribing.start_trial import StartTrial, start_trial
from handtag.web.prescribing.forms import EndTrialForm, OfferForm, TrialForm
from handtag.web.prescribing.work import page
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, see_other


@require_POST
@signed_in(Permission.PRESCRIBE)
def offer(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = OfferForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        told = OfferAlternatives(key, form.offered, given["chosen"], given["on"], not given["refused"], given["reason"])
        with refusals_on(form):
            perform(viewer, offer_alternatives, told, form=form)
            return see_other(request, "prescribing:prescription", key, message=_("The alternatives are noted."))
    return page(request, viewer, key, offer_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def trial(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = TrialForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, start_trial, StartTrial(key, form.cleaned_data["until"]), form=form)
            return see_other(request, "prescribing:prescription", key, message=_("The trial has its last day."))
    return page(request, viewer, key, trial_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def end_trial(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """When it comes back, the next page is where its collection is ordered."""
    form = EndTrialForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, end_trial_case, EndTrial(key, given["outcome"], given["note"]), form=form)
            back = list(lent_on(viewer, key)[:2]) if given["outcome"] == "returned" else []
            if len(back) == 1:
                return see_other(request, "ordering:collect", back[0].number, message=_("Have it collected, or the rent runs on."))
            return see_other(request, "prescribing:prescription", key, message=_("How the trial went is noted."))
    return page(request, viewer, key, end_trial_form=form)
