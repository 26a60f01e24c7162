"""What waits to be signed, and the asking."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.catalogue.queries import article_page
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.rights import queries_signing as queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.base import clock
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.rights.ask_sign_off import AskSignOff, ask_sign_off
from handtag.usecases.rights.decline_sign_off import DeclineSignOff, decline_sign_off
from handtag.usecases.rights.sign_prescription import SignPrescription, sign_prescription
from handtag.usecases.rights.take_back_sign_off import TakeBackSignOff, take_back_sign_off
from handtag.web.rights.forms import AskSignOffForm, DeclineForm, SignForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import log_named, perform, refusals_on, render_page, see_other

SHOWN = 50


@signed_in(Permission.PREPARE)
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What colleagues have asked me to sign, and what I have asked them."""
    to_sign = list(queries.to_sign(viewer)[:SHOWN])
    asked = list(queries.asked_by_me(viewer)[:SHOWN])
    named = [row.prescription.person for row in (*to_sign, *asked) if row.person_is_open]  # type: ignore[attr-defined]  # annotated
    log_named(viewer, named)
    return render_page(request, "rights/to_sign.html", {"to_sign": to_sign, "asked": asked})


@signed_in(Permission.PREPARE)
def one(request: HttpRequest, viewer: Viewer, sign_key: UUID) -> HttpResponse:
    """The need, the goal, the article and the agreement's answer for the one who signs; and the signature."""
    found = queries.sign_off_for_page(viewer, sign_key)
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            perform(viewer, sign_prescription, SignPrescription(sign_key, given["followed"], given["answer"]), form=form)
            return see_other(request, "ordering:place", found.prescription.key, message=_("Signed. You are the prescriber now."))
    return _page(request, viewer, found, sign_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def decline(request: HttpRequest, viewer: Viewer, sign_key: UUID) -> HttpResponse:
    found = queries.sign_off_for_page(viewer, sign_key)
    form = DeclineForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, decline_sign_off, DeclineSignOff(sign_key, form.cleaned_data["answer"]), form=form)
            return see_other(request, "rights:to_sign", message=_("The answer is sent."))
    return _page(request, viewer, found, decline_form=form)


@require_POST
@signed_in(Permission.PREPARE)
def take_back(request: HttpRequest, viewer: Viewer, sign_key: UUID) -> HttpResponse:
    perform(viewer, take_back_sign_off, TakeBackSignOff(sign_key))
    return see_other(request, "rights:to_sign", message=_("It is taken back."))


@signed_in(Permission.PREPARE)
def ask(request: HttpRequest, viewer: Viewer, prescription_key: UUID) -> HttpResponse:
    """Choose a colleague who can sign; with one press from the choice of device."""
    found = prescriptions.prescription_for_page(viewer, prescription_key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    number = (request.POST.get("article_number") or request.GET.get("artikel", "")).strip()[:30]
    article = article_page(viewer, number).article
    able = queries.signers(viewer, found, article, viewer.on, clock())
    posted = request.POST if request.method == "POST" else None
    form = AskSignOffForm(posted, colleagues=[(one.pk, one.name) for one in able], initial={"article_number": number})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = AskSignOff(prescription_key, number, given["asked_of"], given["note"])
            perform(viewer, ask_sign_off, data, form=form)
            return see_other(request, "prescribing:prescription", prescription_key, message=_("The colleague has been asked to sign."))
    shown = {"prescription": found, "person": found.person, "article": article, "able": able}
    return render_page(request, "rights/ask_sign_off.html", shown, form=form)


def _page(request: HttpRequest, viewer: Viewer, found: Any, **forms: Any) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(found.prescription.person.key))
    waits = found.state == "waiting"
    shown = {
        "one": found,
        "person": found.prescription.person,
        "may_sign": waits and found.asked_of.user_id == viewer.user_id,
        "may_take_back": waits and found.asked_by.user_id == viewer.user_id,
        "sign_form": SignForm(),
        "decline_form": DeclineForm(),
        **forms,
    }
    wrong = next((form for form in forms.values() if form.is_bound and form.errors), None)
    answer = render_page(request, "rights/sign_off.html", {**shown, "wrong": wrong})
    answer.status_code = 422 if wrong else 200
    return answer
