"""A change in a person's life: the case that waits, the change of payer, and the move assistant with what it would do before it does it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from handtag.apps.handovers import queries
from handtag.apps.organisations.queries import municipalities
from handtag.apps.people import queries as people
from handtag.domain.access import Permission, Viewer
from handtag.domain.handing_over import AWAY, GOES_BACK, LEFT_OPEN, WHAT_TO_DO, Now
from handtag.usecases.handovers.carry_out_move import CarryOutMove, Done, carry_out_move
from handtag.usecases.handovers.change_payer import ChangePayer, change_payer
from handtag.usecases.handovers.settle_case import SettleCase, settle_case
from handtag.usecases.handovers.tell_event import TellEvent, tell_event
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.words import word
from handtag.web.handovers.forms import EventForm, MoveForm, PayerForm, SettleForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other

COLOURS = {"stays": "success", "payer_changes": "info", GOES_BACK: "warning", LEFT_OPEN: "warning", AWAY: "warning"}


@signed_in(Permission.PRESCRIBE)
def case(request: HttpRequest, viewer: Viewer, case_key: UUID) -> HttpResponse:
    """What has changed and what is to be done; closed when it is done."""
    form = bound(SettleForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = SettleCase(case_key, form.cleaned_data["outcome"], form.cleaned_data["note"])
            perform(viewer, settle_case, given, form=form)
            return see_other(request, "handovers:list", message=_("The case is closed."))
    return _case_page(request, viewer, case_key, settle_form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def payer(request: HttpRequest, viewer: Viewer, case_key: UUID) -> HttpResponse:
    found = queries.case_for_page(viewer, case_key)
    form = PayerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, change_payer, ChangePayer(found.prescription.key, form.cleaned_data["on"], form.answers), form=form)
            return see_other(
                request, "prescribing:prescription", found.prescription.key, message=_("The payer is changed. The rent follows.")
            )
    return _case_page(request, viewer, case_key, payer_form=form)


@signed_in(Permission.PRESCRIBE)
def move(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    """First what would happen, then it is done: nothing is changed before the button says so."""
    perform(viewer, open_person, OpenPerson(person_key))
    form = bound(MoveForm, request, municipalities=municipalities(viewer), initial=_as_now(viewer, person_key))
    shown: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        shown = _rows(viewer, person_key, form)
        if "do" in request.POST:
            with refusals_on(form):
                given = form.cleaned_data
                wanted = CarryOutMove(person_key, given["on"], given["housing"], form.municipality, form.enrolled)
                return see_other(request, "people:person", person_key, message=_told(perform(viewer, carry_out_move, wanted, form=form)))
    page = {"person": people.person_for_page(viewer, person_key), "rows": shown, "asked": form.is_bound and not form.errors}
    return render_page(request, "handovers/move.html", {**page, "event_form": EventForm()}, form=form)


@require_POST
@signed_in(Permission.REGISTER_PERSON)
def event(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(person_key))
    form = EventForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, tell_event, TellEvent(person_key, form.cleaned_data["kind"], form.cleaned_data["on"]), form=form)
            return see_other(request, "people:person", person_key, message=_("All who answer for something the person has are told."))
    page = {"person": people.person_for_page(viewer, person_key), "event_form": form}
    return render_page(request, "handovers/event.html", page, form=form)


def _case_page(request: HttpRequest, viewer: Viewer, key: UUID, **forms: Any) -> HttpResponse:
    found = queries.case_for_page(viewer, key)
    perform(viewer, open_person, OpenPerson(found.prescription.person.key))
    steps = WHAT_TO_DO[found.kind]
    shown = {
        "case": found,
        "person": found.prescription.person,
        "kind": word(found.kind),
        "devices": queries.devices_of_case(found),
        "steps": [word(step) for step in steps],
        "ended": getattr(found, "end", None),
        "may_change": "change_payer" in steps and found.happens_on <= today(),
        "settle_form": SettleForm(),
        "payer_form": PayerForm(initial={"on": max(found.happens_on, today().replace(day=1))}, auto_id="payer_%s"),
        **forms,
    }
    return render_page(request, "handovers/case.html", shown, form=next((form for form in forms.values() if form.is_bound), None))


def _as_now(viewer: Viewer, person_key: UUID) -> dict[str, Any]:
    person = people.person_for_page(viewer, person_key)
    known = {True: "yes", False: "no", None: "unknown"}[person.home_health_care_enrolled]
    return {
        "on": today(), "municipality_code": person.municipality.municipality_code, "housing": person.housing,
        "home_health_care_enrolled": known,
    }  # fmt: skip


def _rows(viewer: Viewer, person_key: UUID, form: MoveForm) -> list[dict[str, Any]]:
    given, person = form.cleaned_data, people.person_for_page(viewer, person_key)
    now = Now(person.birth_date, form.municipality, given["housing"], form.enrolled, registered_in_county=bool(form.municipality))
    found = queries.outlooks(viewer, person_key, given["on"], now)
    hides = person.protected_identity
    return [
        {
            "one": one,
            "word": word(one.verdict),
            "colour": COLOURS[one.verdict],
            "now": _name(one.payer_now, hides=hides),
            "then": _name(one.payer_then, hides=hides) if one.payer_then and one.payer_then != one.payer_now else "",
        }
        for one in found
    ]


def _name(payer: Any, *, hides: bool) -> str:
    """Where a protected person lives is not told."""
    return _("The municipality") if hides and payer.kind == "municipality" else str(payer.name)


def _told(done: Done) -> str:
    changed = ngettext("%(n)s rent has changed payer.", "%(n)s rents have changed payer.", done.changed) % {"n": done.changed}
    left = ngettext("%(n)s case waits for you.", "%(n)s cases wait for you.", done.cases) % {"n": done.cases}
    return f"{changed} {left}" if done.cases else changed
