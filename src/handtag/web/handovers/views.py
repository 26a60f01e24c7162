"""What waits to be taken over or settled, and one handover: offered, accepted, returned, taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from handtag.apps.handovers import queries
from handtag.apps.prescriptions import queries as prescriptions
from handtag.domain.access import Permission, Viewer
from handtag.usecases.handovers.accept_handover import AcceptHandover, accept_handover
from handtag.usecases.handovers.offer_handover import OfferHandover, offer_handover
from handtag.usecases.handovers.return_handover import ReturnHandover, return_handover
from handtag.usecases.handovers.withdraw_handover import WithdrawHandover, withdraw_handover
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.words import word
from handtag.web.handovers.forms import OfferForm, ReturnForm, SettingForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, log_named, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

HANDOVERS = Columns(
    Column("device", gettext_lazy("Device"), primary=True),
    Column("person", gettext_lazy("Person")),
    Column("other", gettext_lazy("From or to")),
    Column("offered", gettext_lazy("Offered"), kind="date"),
)
CASES = Columns(
    Column("device", gettext_lazy("Device"), primary=True),
    Column("person", gettext_lazy("Person")),
    Column("kind", gettext_lazy("What has changed")),
    Column("on", gettext_lazy("Day"), kind="date"),
)
SHOWN = 200  # of each; who has more waiting begins with the oldest


@signed_in(Permission.PRESCRIBE)
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What others have offered us, what we have offered, and changes in persons' lives that nobody has settled."""
    got = list(queries.handovers_for_list(viewer)[:SHOWN])
    given = list(queries.handovers_for_list(viewer, given=True)[:SHOWN])
    cases = list(queries.cases_for_list(viewer)[:SHOWN])
    log_named(viewer, [row.prescription.person for row in (*got, *given, *cases) if row.person_is_open])
    for case in cases:
        case.word = word(case.kind)
    shown = {"got": got, "given": given, "cases": cases, "columns": HANDOVERS, "case_columns": CASES}
    return render_page(request, "handovers/list.html", shown)


@signed_in(Permission.PRESCRIBE)
def offer(request: HttpRequest, viewer: Viewer, prescription_key: UUID) -> HttpResponse:
    """What the next prescriber needs to know."""
    found = prescriptions.prescription_for_page(viewer, prescription_key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    form = bound(OfferForm, request, receivers=queries.receivers(viewer), initial={"goal": found.goal})
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            said = {name: form.cleaned_data[name] for name in ("reason", "what", "goal", "next_follow_up_on", "disclosure")}
            unit, assignment = form.receiver
            key = perform(viewer, offer_handover, OfferHandover(prescription_key, unit, assignment, **said), form=form)
            return see_other(request, "handovers:handover", key, message=_("It is offered. You answer for it until it is accepted."))
    return render_page(request, "handovers/offer.html", {"prescription": found, "person": found.person}, form=form)


@signed_in(Permission.PRESCRIBE)
def handover(request: HttpRequest, viewer: Viewer, handover_key: UUID) -> HttpResponse:
    form = bound(SettingForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            key = perform(viewer, accept_handover, AcceptHandover(handover_key, form.answers), form=form)
            return see_other(request, "prescribing:prescription", key, message=_("You have taken over. The rent follows."))
    return _page(request, viewer, handover_key, accept_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def send_back(request: HttpRequest, viewer: Viewer, handover_key: UUID) -> HttpResponse:
    form = ReturnForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            given = ReturnHandover(handover_key, form.cleaned_data["reason"], form.cleaned_data["note"])
            perform(viewer, return_handover, given, form=form)
            return see_other(request, "handovers:list", message=_("It is returned. The giver answers for it as before."))
    return _page(request, viewer, handover_key, return_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def withdraw(request: HttpRequest, viewer: Viewer, handover_key: UUID) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, withdraw_handover, WithdrawHandover(handover_key), form=form)
            return see_other(request, "handovers:list", message=_("The handover is taken back."))
    return _page(request, viewer, handover_key, withdraw_form=form)


def _page(request: HttpRequest, viewer: Viewer, key: UUID, **forms: Any) -> HttpResponse:
    found = queries.handover_for_page(viewer, key)
    answer = getattr(found, "answer", None)
    perform(viewer, open_person, OpenPerson(found.prescription.person.key))
    shown = {
        "handover": found,
        "answer": answer,
        "person": found.prescription.person,
        "devices": queries.devices_of(found),
        "reason": word(found.reason),
        "disclosure": word(found.disclosure),
        "outcome": word(answer.outcome) if answer else "",
        "why": word(answer.reason) if answer else "",
        "ours": answer is None and found.to_unit_id == viewer.unit_id,
        "given": answer is None and found.from_unit_id == viewer.unit_id,
        "accept_form": SettingForm(),
        "return_form": ReturnForm(),
        "withdraw_form": CommandForm(),
        **forms,
    }
    wrong = next((form for form in forms.values() if form.is_bound), None)
    return render_page(request, "handovers/handover.html", shown, form=wrong)
