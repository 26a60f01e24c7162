"""What is prescribed for a time: its terms, its withdrawals, and what the unit can withdraw next."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.orders import queries_standing as standings
from handtag.apps.orders.queries_offers import points_of
from handtag.apps.prescriptions.queries import prescription_for_page
from handtag.domain.access import Permission, Viewer
from handtag.usecases.base import civil_day
from handtag.usecases.ordering.end_standing import EndStanding, end_standing
from handtag.usecases.ordering.start_standing import StartStanding, start_standing
from handtag.usecases.ordering.withdraw import Withdraw, withdraw
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.web.ordering import lists
from handtag.web.ordering.forms import StandingForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, log_named, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm

USUAL = {"pieces": 30, "interval_days": 30}


@signed_in(Permission.WITHDRAW)
def withdrawals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What can be withdrawn at the unit, the nearest day first."""
    rows = standings.standings_in_force(viewer, today(), civil_day)
    log_named(viewer, [row.prescription.person for row in rows if row.person_is_open])
    forms = [(row, CommandForm(auto_id=False)) for row in rows]
    shown = {"rows": forms, "today": today(), "tabs": lists.tabs(request.GET, viewer, here="withdrawals")}
    return render_page(request, "ordering/withdrawals.html", shown)


@signed_in(Permission.PLACE_ORDER)
def start(request: HttpRequest, viewer: Viewer, prescription_key: UUID) -> HttpResponse:
    """So many, so often, until a day."""
    found = prescription_for_page(viewer, prescription_key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    points = [(point.pk, f"{point.name}, {point.address}") for point in points_of(viewer)]
    form = bound(StandingForm, request, points=points, initial={**USUAL, "valid_to": today() + timedelta(days=365)})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        data = StartStanding(prescription_key, given["delivery_point_id"], given["pieces"], given["interval_days"], given["valid_to"])
        with refusals_on(form):
            perform(viewer, start_standing, data, form=form)
            return see_other(
                request, "ordering:standing", prescription_key, message=_("Prescribed. Withdraw the first pieces when they are needed.")
            )
    shown = {"prescription": found, "person": found.person, "rows": standings.standings_of(viewer, prescription_key, civil_day)}
    return render_page(request, "ordering/standing.html", {**shown, "today": today(), "deed": CommandForm(auto_id=False)}, form=form)


@require_POST
@signed_in(Permission.WITHDRAW)
def take(request: HttpRequest, viewer: Viewer, standing_key: UUID) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            return see_other(request, "ordering:receipt", perform(viewer, withdraw, Withdraw(standing_key), form=form))
    rows = [(row, CommandForm(auto_id=False)) for row in standings.standings_in_force(viewer, today(), civil_day)]
    log_named(viewer, [row.prescription.person for row, _form in rows if row.person_is_open])
    shown = {"rows": rows, "today": today(), "tabs": lists.tabs(request.GET, viewer, here="withdrawals")}
    return render_page(request, "ordering/withdrawals.html", shown, form=form)


@require_POST
@signed_in(Permission.PLACE_ORDER)
def end(request: HttpRequest, viewer: Viewer, standing_key: UUID) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        perform(viewer, end_standing, EndStanding(standing_key), form=form)
    return see_other(request, "ordering:withdrawals", message=_("Nothing more is withdrawn on it."))
