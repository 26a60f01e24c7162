"""What a person finds wrong: noted, corrected or not, and always readable afterwards."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.people import queries as people
from handtag.apps.people.queries_corrections import correction_for_page, corrections_of
from handtag.apps.prescriptions.queries import prescriptions_of_person
from handtag.domain.access import Permission, Viewer
from handtag.domain.correcting import OF_PERSON, OF_PRESCRIPTION
from handtag.domain.values.errors import NotFound
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.records.decide_correction import DecideCorrection, decide_correction
from handtag.usecases.records.request_correction import RequestCorrection, request_correction
from handtag.usecases.words_subject import FIELDS
from handtag.web.people.forms_records import CorrectionForm, DecisionForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.corrections import in_words
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb


@signed_in(Permission.OPEN_PERSON)
def corrections(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = bound(CorrectionForm, request, choices=_choices(viewer, key))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        field, _colon, prescription = given["what"].partition(":")
        where = UUID(prescription) if prescription else None
        data = RequestCorrection(key, field, given["words"], given["asked_by"], given["wanted"], where)
        with refusals_on(form, {"records.asked_already": "what"}):
            perform(viewer, request_correction, data, form=form)
            return see_other(request, "people:corrections", key, message=_("It is noted."))
    person = people.person_for_page(viewer, key)
    shown = {"person": person, "corrections": in_words(corrections_of(viewer, key))}
    return render_page(request, "people/corrections.html", {**shown, "crumbs": _crumbs(person)}, form=form)


@signed_in(Permission.OPEN_PERSON)
def decide(request: HttpRequest, viewer: Viewer, key: UUID, request_key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    found = correction_for_page(viewer, key, request_key)
    if found is None:
        raise NotFound("records.no_correction")
    form = bound(DecisionForm, request)
    if form.is_bound and form.is_valid():
        data = DecideCorrection(request_key, form.cleaned_data["corrected"] == "yes", form.cleaned_data["reason"])
        with refusals_on(form):
            perform(viewer, decide_correction, data, form=form)
            return see_other(request, "people:corrections", key, message=_("The decision is recorded."))
    person = people.person_for_page(viewer, key)
    shown = {"person": person, "one": found, "field": FIELDS[found.field], "crumbs": [*_crumbs(person), Crumb(_("Decision"))]}
    return render_page(request, "people/correction.html", shown, form=form)


def _choices(viewer: Viewer, key: UUID) -> list[tuple[str, str]]:
    """The register's fields, and for who prescribes those of the unit's own prescriptions."""
    of_person = [(name, str(FIELDS[name])) for name in OF_PERSON]
    if not viewer.may(Permission.PRESCRIBE):
        return of_person
    return of_person + [
        (f"{name}:{one.key}", f"{FIELDS[name]}: {one.article.name if one.article else one.need[:60]}")
        for one in prescriptions_of_person(viewer, today(), key)
        for name in OF_PRESCRIPTION
    ]


def _crumbs(person: people.PersonPage) -> list[Crumb]:
    return [Crumb(person.name, reverse("people:person", args=[person.key])), Crumb(_("Corrections"))]
