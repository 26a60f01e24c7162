"""A person's identity numbers: a new one is looked for, confirmed and given, and the last one given can be undone."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.organisations import queries as organisations
from handtag.apps.people import queries as people
from handtag.domain.access import Permission, Viewer
from handtag.usecases.people.find_person import FindPerson, find_person
from handtag.usecases.people.give_identity import GiveIdentity, give_identity
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.withdraw_identity import WithdrawIdentity, withdraw_identity
from handtag.usecases.words_subject import KINDS
from handtag.web.people.forms_numbers import ConfirmNumberForm, NewNumberForm, UndoNumberForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.issued import STATE
from handtag.web.ui.parts import Crumb


@signed_in(Permission.REGISTER_PERSON)
def numbers(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Which kinds of numbers the person has; a new one is first looked for, which is logged, and given only after a confirmation."""
    perform(viewer, open_person, OpenPerson(key))
    form = bound(NewNumberForm, request, issuers=organisations.issuers(viewer))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            found = perform(viewer, find_person, FindPerson(form.typed))
            if found.key is None:
                return _confirming(request, viewer, key, ConfirmNumberForm(initial={"number": form.typed}), form.typed)
            return _taken(request, viewer, key, found.key, form.typed)
    return render_page(request, "people/numbers.html", _shown(viewer, key), form=form)


@require_POST
@signed_in(Permission.REGISTER_PERSON)
def give(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = ConfirmNumberForm(request.POST)
    typed = form.data.get("number", "")
    if form.is_valid():
        with refusals_on(form):
            data = GiveIdentity(key, typed, confirmed=form.cleaned_data["confirmed"])
            other = perform(viewer, give_identity, data, form=form)
            if other is None:
                return see_other(
                    request, "people:person", key, message=_("The person has a new identity number. The old one still finds her.")
                )
            return _taken(request, viewer, key, other, typed)
    return _confirming(request, viewer, key, form, typed)


@require_POST
@signed_in(Permission.REGISTER_PERSON)
def undo(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    form = UndoNumberForm(request.POST)
    if form.is_valid():
        perform(viewer, withdraw_identity, WithdrawIdentity(key, form.cleaned_data["identity"]), form=form)
        return see_other(request, "people:numbers", key, message=_("The number is undone. The person goes by the one before."))
    return see_other(request, "people:numbers", key)


def _taken(request: HttpRequest, viewer: Viewer, key: UUID, other: UUID, typed: str) -> HttpResponse:
    """Another record has the number: they are to be compared and joined, by someone who may."""
    shown = _shown(viewer, key)
    issuer, _colon, number = typed.rpartition(":")
    form = NewNumberForm({"personnummer": number, "issuer": issuer or STATE}, issuers=organisations.issuers(viewer))
    if other == shown["person"].key:
        form.refuse(_("The person has that number already."), field="personnummer")
    else:
        form.refuse(_("Another record has that number. It may be the same person, registered twice."), field="personnummer")
        shown["taken"] = {"issuer": issuer or STATE, "number": number, "may_merge": viewer.may(Permission.MERGE_PERSONS)}
    return render_page(request, "people/numbers.html", shown, form=form)


def _confirming(request: HttpRequest, viewer: Viewer, key: UUID, form: ConfirmNumberForm, typed: str) -> HttpResponse:
    return render_page(request, "people/numbers.html", {**_shown(viewer, key), "typed": typed}, form=form)


def _shown(viewer: Viewer, key: UUID) -> dict[str, Any]:
    person = people.person_for_page(viewer, key)
    newest = people.newest_given(viewer, key)
    rows = [
        {"kind": KINDS.get(row.kind, row.kind), "since": row.given_at, "now": place == 0}
        for place, row in enumerate(people.numbers_for_page(viewer, key))
    ]
    crumbs = [Crumb(person.name, reverse("people:person", args=[person.key])), Crumb(_("Identity numbers"))]
    undoing = UndoNumberForm(initial={"identity": newest.pk}, auto_id="undo_%s") if newest else None
    return {"person": person, "rows": rows, "crumbs": crumbs, "undoing": undoing}
