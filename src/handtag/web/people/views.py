"""Finding a person and looking at what she has. Nothing that identifies anyone is ever part of an address."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.orders import queries as orders
from handtag.apps.organisations import queries as organisations
from handtag.apps.own import queries as own
from handtag.apps.people import queries as people
from handtag.apps.people.queries_corrections import corrections_of
from handtag.apps.people.queries_secrecy import doors_of
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.stores import queries as stores
from handtag.domain.access import Permission, Viewer
from handtag.usecases.people.find_person import FindPerson, find_person
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.register_person import RegisterPerson, register_person
from handtag.usecases.people.reveal_address import RevealAddress, reveal_address
from handtag.usecases.people.reveal_identity import RevealIdentity, reveal_identity
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.people.update_circumstances import UpdateCircumstances, update_circumstances
from handtag.usecases.words import word
from handtag.usecases.words_own import REQUESTS
from handtag.web.people.forms import HOUSING, CircumstancesForm, FindPersonForm, GroundForm, RegisterPersonForm
from handtag.web.people.forms_numbers import FindReserveForm
from handtag.web.people.forms_secrecy import AddressForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.corrections import in_words
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other


@signed_in(Permission.OPEN_PERSON)
def search(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Found with a relation: the person. Found without: state a ground first. Not found: register."""
    form = bound(FindPersonForm, request, focused=True)
    return _looked_for(request, viewer, form, {})


@signed_in(Permission.OPEN_PERSON)
def search_reserve(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """As search, by a reserve number and who issued it."""
    form = bound(FindReserveForm, request, focused=True, issuers=organisations.issuers(viewer))
    return _looked_for(request, viewer, form, {"reserve": True})


def _looked_for(request: HttpRequest, viewer: Viewer, form: FindPersonForm, shown: dict[str, Any]) -> HttpResponse:
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            found = perform(viewer, find_person, FindPerson(form.typed, form.cleaned_data["reason"]))
            if found.key is None:
                return _offer_registration(request, viewer, form.typed)
            return see_other(request, "people:person" if found.related else "people:ground", found.key)
    return render_page(request, "people/search.html", shown, form=form)


def _offer_registration(request: HttpRequest, viewer: Viewer, typed: str) -> HttpResponse:
    form = RegisterPersonForm(municipalities=organisations.municipalities(viewer), initial={"personnummer": typed})
    return render_page(request, "people/register.html", {"typed": typed, "not_found": True}, form=form)


@require_POST
@signed_in(Permission.REGISTER_PERSON)
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = RegisterPersonForm(request.POST, municipalities=organisations.municipalities(viewer))
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        given["home_health_care_enrolled"] = form.enrolled
        with refusals_on(form):
            key = perform(viewer, register_person, RegisterPerson(**given), form=form)
            return see_other(request, "people:person", key, message=_("The person is registered."))
    return render_page(request, "people/register.html", {"typed": request.POST.get("personnummer", "")}, form=form)


@signed_in(Permission.OPEN_PERSON)
def ground(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Nothing about the person is shown until a ground has been stated."""
    form = bound(GroundForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, state_care_relation, StateCareRelation(key, form.cleaned_data["ground"]), form=form)
            return see_other(request, "people:person", key)
    shown = {"key": key, "may_break": viewer.may(Permission.OPEN_IN_EMERGENCY)}
    return render_page(request, "people/ground.html", shown, form=form)


@signed_in(Permission.OPEN_PERSON)
def person(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    return render_page(request, "people/person.html", _shown(viewer, key))


@require_POST
@signed_in(Permission.OPEN_PERSON)
def reveal(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """The identity number in full: asked for by a press, logged, and never the answer to a GET."""
    perform(viewer, open_person, OpenPerson(key))
    perform(viewer, reveal_identity, RevealIdentity(key))
    identity = people.identity_number(viewer, key)
    return render_page(request, "people/person.html", {**_shown(viewer, key), "identity": identity}, partial="identity")


@require_POST
@signed_in(Permission.REVEAL_ADDRESS)
def reveal_where(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Where a person with protected identity is: asked for with a reason, logged, and never the answer to a GET."""
    form = AddressForm(request.POST, auto_id="where_%s")
    perform(viewer, open_person, OpenPerson(key))
    shown: dict[str, Any] = {"where_form": form}
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        perform(viewer, reveal_address, RevealAddress(key, reason))
        shown["revealed"] = people.revealed(viewer, key, reason)
    return render_page(request, "people/person.html", {**_shown(viewer, key), **shown}, partial="where", form=form)


@signed_in(Permission.PRESCRIBE)
def circumstances(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    now = people.person_for_page(viewer, key)
    enrolled = {None: "unknown", True: "true", False: "false"}[now.home_health_care_enrolled]
    initial = {"municipality_code": now.municipality.municipality_code, "housing": now.housing, "home_health_care_enrolled": enrolled}
    form = bound(CircumstancesForm, request, initial=initial, municipalities=organisations.municipalities(viewer))
    if form.is_bound and form.is_valid():
        changed = UpdateCircumstances(key, form.cleaned_data["housing"], form.cleaned_data["municipality_code"], form.enrolled)
        with refusals_on(form):
            perform(viewer, update_circumstances, changed, form=form)
            return see_other(request, "people:person", key, message=_("The circumstances are changed."))
    return render_page(request, "people/circumstances.html", {"person": now}, form=form)


def _shown(viewer: Viewer, key: UUID) -> dict[str, Any]:
    """All that the person page shows; a person outside the viewer's relations raises NotFound."""
    on = today()
    shown = people.person_for_page(viewer, key)
    on_the_way = orders.orders_for_list(viewer, on, orders.OrderFilter(open=True, person_key=key), "promised")
    return {
        "person": shown,
        "housing": dict(HOUSING)[shown.housing],
        "devices": orders.devices_with_person(viewer, key, on),
        "on_the_way": on_the_way,
        "prescriptions": prescriptions.prescriptions_of_person(viewer, on, key),
        "follow_ups": prescriptions.follow_ups_due(viewer, on, person_key=key),
        "may_prescribe": viewer.may(Permission.PRESCRIBE),
        "may_take_out": viewer.may(Permission.PRESCRIBE) and bool(stores.taken_out_of(viewer)),
        "doors": doors_of(viewer, key),
        "corrections": in_words(corrections_of(viewer, key)),
        "ground": word(shown.ground),
        "where_form": AddressForm(auto_id="where_%s"),
        "may_reveal": viewer.may(Permission.REVEAL_ADDRESS),
        "may_elsewhere": viewer.may(Permission.OPEN_ELSEWHERE),
        "may_block": viewer.may(Permission.BLOCK_RECORDS),
        "may_number": viewer.may(Permission.REGISTER_PERSON),
        "may_act": viewer.may(Permission.RECORD_REPRESENTATIVE),
        "asked": [(one, REQUESTS[one.kind]) for one in own.requests_for_list(viewer, own.RequestFilter(person_key=key))],
        "may_merge": viewer.may(Permission.MERGE_PERSONS),
        "may_collect": viewer.may(Permission.PLACE_COLLECTION_ORDER),
    }
