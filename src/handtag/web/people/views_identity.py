"""Two records of one person: found by number, seen side by side, joined, and split again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handtag.apps.organisations import queries as organisations
from handtag.apps.people import queries as people
from handtag.apps.people.queries_identity import kept_of, merges_of
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.messages import sentence
from handtag.usecases.people.find_person import FindPerson, find_person
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.records.merge_persons import MergePersons, merge_persons
from handtag.usecases.records.split_persons import SplitPersons, split_persons
from handtag.web.people.forms import HOUSING
from handtag.web.people.forms_identity import MergeForm, SplitForm
from handtag.web.people.forms_numbers import OtherRecordForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb
from handtag.web.ui.tables import Column, Columns

SIDE_BY_SIDE = Columns(
    Column("what", gettext_lazy("Field"), primary=True),
    Column("this", gettext_lazy("This record")),
    Column("other", gettext_lazy("The other record")),
    Column("differs", gettext_lazy("Comparison"), kind="status"),
)


@signed_in(Permission.MERGE_PERSONS)
def same_person(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """First the other record's number, which finds it and is logged; then both side by side, a reason and a confirmation."""
    perform(viewer, open_person, OpenPerson(key))
    if "other" in request.POST:
        return _joined(request, viewer, key)
    form = bound(OtherRecordForm, request, issuers=organisations.issuers(viewer))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            found = perform(viewer, find_person, FindPerson(form.typed))
            if found.key and found.related:
                return _compared(request, viewer, key, MergeForm(initial={"other": found.key}), found.key)
            form.refuse(sentence(NotFound("people.not_found")), field="personnummer")
    return render_page(request, "people/merging.html", _shown(viewer, key), form=form)


@signed_in(Permission.MERGE_PERSONS)
def split(request: HttpRequest, viewer: Viewer, merge_key: UUID) -> HttpResponse:
    key = kept_of(viewer, merge_key)
    perform(viewer, open_person, OpenPerson(key))
    form = bound(SplitForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, split_persons, SplitPersons(merge_key, form.cleaned_data["reason"]), form=form)
            return see_other(request, "people:person", key, message=_("The records are split again."))
    shown = _shown(viewer, key)
    shown["merge"] = shown["merges"].get(key=merge_key)
    return render_page(request, "people/splitting.html", shown, form=form)


def _joined(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = MergeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        kept, merged = (key, given["other"]) if given["keep"] == "this" else (given["other"], key)
        with refusals_on(form):
            perform(viewer, merge_persons, MergePersons(kept, merged, given["reason"], confirmed=given["confirmed"]), form=form)
            return see_other(request, "people:person", kept, message=_("The records are joined."))
    other = form.cleaned_data.get("other")
    if other is None:
        raise NotFound("people.not_found")
    return _compared(request, viewer, key, form, other)


def _compared(request: HttpRequest, viewer: Viewer, key: UUID, form: MergeForm, other: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(other))
    this, that = people.person_for_page(viewer, key), people.person_for_page(viewer, other)
    lines = [{"what": what, "this": a, "other": b, "differs": a != b} for what, a, b in zip(_heads(), _row(this), _row(that), strict=True)]
    shown = {**_shown(viewer, key), "other": that, "lines": lines, "columns": SIDE_BY_SIDE}
    return render_page(request, "people/merging.html", shown, form=form)


def _shown(viewer: Viewer, key: UUID) -> dict[str, Any]:
    person = people.person_for_page(viewer, key)
    crumbs = [Crumb(person.name, reverse("people:person", args=[person.key])), Crumb(_("Registered twice?"))]
    return {"person": person, "merges": merges_of(viewer, key), "crumbs": crumbs}


def _heads() -> list[str]:
    return [
        _("Given name"),
        _("Family name"),
        _("Born"),
        _("Municipality"),
        _("Housing"),
        _("Address"),
        _("Telephone"),
        _("Protected personal data"),
    ]


def _row(person: people.PersonPage) -> list[str]:
    """What is told of a record; where a protected person is reads as protected."""
    return [
        person.given_name, person.family_name, person.birth_date.isoformat(), str(person.municipality.name),
        str(dict(HOUSING)[person.housing]), str(person.address), str(person.phone), _("Yes") if person.protected_identity else _("No"),
    ]  # fmt: skip
