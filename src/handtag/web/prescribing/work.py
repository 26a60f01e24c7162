"""A prescription after the choice: its page, steps and end. It is followed up on pages of its own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.approvals import queries as approvals
from handtag.apps.orders import queries as orders
from handtag.apps.people.queries_corrections import corrections_of_prescription
from handtag.apps.prescriptions import queries, queries_process
from handtag.domain.access import Permission, Viewer
from handtag.domain.process import EXCEPTION
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.record_step import RecordStep, record_step
from handtag.web.prescribing import explaining, filling, progress
from handtag.web.prescribing.forms import EndForm, EndTrialForm, FileForm, OfferForm, StepForm, TrialForm
from handtag.web.prescribing.rights import behind
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.corrections import in_words
from handtag.web.shell.http import perform, refusals_on, render_page, see_other


def page(request: HttpRequest, viewer: Viewer, key: UUID, **forms: Any) -> HttpResponse:
    """The prescription; `forms` are forms with errors, shown where they were filled in."""
    on = today()
    found = queries.prescription_for_page(viewer, key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    placed = orders.orders_for_list(viewer, on, orders.OrderFilter(prescription_key=key))
    process = queries_process.process_of(viewer, found)
    decision = found.decisions.all()[0] if found.decisions.all() else None
    shown = {
        "prescription": found,
        "person": found.person,
        "corrections": in_words(corrections_of_prescription(viewer, found.person.key, key)),
        "steps": progress.steps(found, on),
        "events": progress.events(found, placed, process),
        "process": process,
        "files": queries_process.files_of(viewer, found),
        "file_form": FileForm(),
        "available": filling.available(found),
        "filled": filling.filled(viewer, found),
        "planned": progress.planned(process),
        "goal_code": progress.goal_code(found),
        "trial_is_over": process.trial is not None and process.trial.until < on,
        "is_excepted": decision is not None and decision.rule == EXCEPTION,
        "explanation": explaining.stored(decision) if decision else None,
        "right": behind(viewer, found, decision),
        "orders": placed,
        "approvals": approvals.approvals_of(viewer, key),
        "follow_ups": queries.follow_ups_due(viewer, on, prescription_key=key),
        "may_follow_up": found.state in ("delivered", "followed_up"),
        "step_form": StepForm(initial={"on": on}),
        "end_form": EndForm(),
        "offer_form": OfferForm(initial={"on": on}),
        "trial_form": TrialForm(),
        "end_trial_form": EndTrialForm(),
        **forms,
    }
    return render_page(request, "prescribing/prescription.html", shown, form=next(iter(forms.values()), None))


@require_POST
@signed_in(Permission.PREPARE)
def step(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = StepForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, record_step, RecordStep(key, given["kind"], given["note"], given["on"], given["state"] or "done"), form=form)
            return see_other(request, "prescribing:prescription", key, message=_("The step is noted."))
    return page(request, viewer, key, step_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def end(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = EndForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, end_prescription, EndPrescription(key, form.cleaned_data["reason"]), form=form)
            return see_other(request, "prescribing:prescription", key, message=_("The prescription is ended."))
    return page(request, viewer, key, end_form=form)
