"""How far a person's records are open: other units' records, consent, blocks, an emergency, and where a protected person is."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.people import queries as people
from handtag.apps.people import queries_secrecy as secrecy
from handtag.apps.prescriptions.queries_elsewhere import records_elsewhere
from handtag.domain.access import Permission, Viewer
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.end_care_relation import EndCareRelation, end_care_relation
from handtag.usecases.people.lift_block import LiftBlock, lift_block
from handtag.usecases.people.open_elsewhere import OpenElsewhere, open_elsewhere
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.record_consent import RecordConsent, record_consent
from handtag.usecases.people.withdraw_consent import WithdrawConsent, withdraw_consent
from handtag.usecases.words import CONSENTS
from handtag.web.people.forms_secrecy import BlockForm, ConsentForm, EmergencyForm, EndRelationForm, LiftForm, WithdrawForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other

USUAL_CONSENT = timedelta(days=90)


@signed_in(Permission.OPEN_IN_EMERGENCY)
def emergency(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Nothing about the person is shown until the record has been opened, and that is in the log."""
    form = bound(EmergencyForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            perform(viewer, open_in_emergency, OpenInEmergency(key, given["reason"], given["words"]), form=form)
            return see_other(request, "people:person", key, message=_("The record is open to you for a limited time."))
    return render_page(request, "people/emergency.html", {"key": key}, form=form)


@signed_in(Permission.OPEN_ELSEWHERE)
def elsewhere(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Other units of the care provider, and with consent or in an emergency other care providers too."""
    doors = secrecy.doors_of(viewer, key)
    perform(viewer, open_elsewhere, OpenElsewhere(key, doors.across))
    found = records_elsewhere(viewer, key, across=doors.across)
    shown = {
        "person": people.person_for_page(viewer, key),
        "across": doors.across,
        "found": found,
        "ours": [record for record in found.records if record.is_ours],
        "others": [record for record in found.records if not record.is_ours],
    }
    return render_page(request, "people/elsewhere.html", shown)


@signed_in(Permission.OPEN_ELSEWHERE)
def consent(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = bound(ConsentForm, request, initial={"until": today() + USUAL_CONSENT})
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
            perform(viewer, record_consent, RecordConsent(key, **given), form=form)
            return see_other(request, "people:elsewhere", key, message=_("The consent is recorded."))
    consents = [(one, CONSENTS[one.kind]) for one in secrecy.consents_for_page(viewer, key)]
    return render_page(request, "people/consent.html", {"person": people.person_for_page(viewer, key), "consents": consents}, form=form)


@require_POST
@signed_in(Permission.OPEN_ELSEWHERE)
def withdraw(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if form.is_valid():
        perform(viewer, withdraw_consent, WithdrawConsent(form.cleaned_data["consent"]))
        return see_other(request, "people:consent", key, message=_("The consent is withdrawn."))
    return see_other(request, "people:consent", key)


@signed_in(Permission.BLOCK_RECORDS)
def block(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = bound(BlockForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            data = BlockRecords(key, whole_provider=given["reach"] == "provider", asked_by=given["asked_by"])
            perform(viewer, block_records, data, form=form)
            return see_other(request, "people:block", key, message=_("The records are blocked."))
    shown = {"person": people.person_for_page(viewer, key), "blocks": secrecy.blocks_for_page(viewer, key)}
    return render_page(request, "people/block.html", shown, form=form)


@require_POST
@signed_in(Permission.BLOCK_RECORDS)
def lift(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = LiftForm(request.POST)
    if form.is_valid():
        perform(viewer, lift_block, LiftBlock(form.cleaned_data["block"], form.cleaned_data["reason"]))
        return see_other(request, "people:block", key, message=_("The block is lifted."))
    return see_other(request, "people:block", key)


@signed_in(Permission.OPEN_PERSON)
def end_relation(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = bound(EndRelationForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, end_care_relation, EndCareRelation(key), form=form)
            return see_other(request, "people:search", message=_("Your unit's relation to the person has ended."))
    return render_page(request, "people/end_relation.html", {"person": people.person_for_page(viewer, key)}, form=form)
