"""Who may act for a person, as staff record it when they have seen the ground."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.own import queries
from handtag.apps.people import queries as people
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.own.end_representative import EndRepresentative, end_representative
from handtag.usecases.own.record_representative import RecordRepresentative, record_representative
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.words_own import ACTING
from handtag.web.people.forms_own import EndActingForm, RepresentativeForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other


@signed_in(Permission.RECORD_REPRESENTATIVE)
def acting(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = bound(RepresentativeForm, request, initial={"valid_from": today()})
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, record_representative, RecordRepresentative(key, **given), form=form)
            return see_other(request, "people:acting", key, message=_("It is recorded who may act for the person."))
    rows = [(one, ACTING[one.ground]) for one in queries.acting_for(viewer, key)]
    return render_page(request, "people/acting.html", {"person": people.person_for_page(viewer, key), "rows": rows}, form=form)


@require_POST
@signed_in(Permission.RECORD_REPRESENTATIVE)
def end_acting(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = EndActingForm(request.POST)
    if form.is_valid():
        perform(viewer, end_representative, EndRepresentative(form.cleaned_data["representation"]))
        return see_other(request, "people:acting", key, message=_("From now on they see nothing more about the person."))
    raise NotFound("own.no_representation")
