"""Holds: what nobody may remove while a case lasts. Whom a hold is about is written in the log and shown to no one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.organisations.queries import issuers
from handtag.apps.retention import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.messages import sentence
from handtag.usecases.retention.lift_hold import LiftHold, lift_hold
from handtag.usecases.retention.set_hold import SetHold, set_hold
from handtag.web.retention import listing
from handtag.web.retention.forms import HoldForm, LiftForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb


@signed_in(Permission.CULL)
def holds(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Those in force, and a form for a new one; the number goes in by POST and stands in no address."""
    form = bound(HoldForm, request, issuers=issuers(viewer))
    if form.is_bound and form.is_valid():
        given = {name: form.given[name] for name in ("personnummer", "reason", "case_number")}
        with refusals_on(form):
            try:
                perform(viewer, set_hold, SetHold(**given), form=form)
            except NotFound as nobody:
                form.refuse(sentence(nobody), field="personnummer")
            else:
                return see_other(request, "retention:holds", message=_("Nothing about the person is removed until the hold is lifted."))
    page = page_of(request, queries.holds_in_force(viewer))
    shown = {"page": page, "rows": listing.hold_rows(viewer, page), "columns": listing.HOLDS, "crumbs": _crumbs()}
    return render_page(request, "retention/holds.html", shown, form=form)


@signed_in(Permission.CULL)
def lift(request: HttpRequest, viewer: Viewer, hold_id: int) -> HttpResponse:
    hold = listing.hold_rows(viewer, [queries.hold_for_page(viewer, hold_id)])[0]
    form = bound(LiftForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, lift_hold, LiftHold(hold_id, form.cleaned_data["words"]), form=form)
            return see_other(request, "retention:holds", message=_("The hold is lifted."))
    return render_page(request, "retention/lift.html", {"hold": hold, "crumbs": _crumbs(_("Lift a hold"))}, form=form)


def _crumbs(*last: str) -> list[Crumb]:
    here = Crumb(_("Holds"), reverse("retention:holds")) if last else Crumb(_("Holds"))
    return [Crumb(_("Retention"), reverse("retention:list")), here, *(Crumb(label) for label in last)]
