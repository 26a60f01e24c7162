"""Take goods out of an unstaffed store for a person: scan, say why, and it is prescribed and delivered. And hand them in there."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.orders import queries as orders
from handtag.apps.people import queries as people
from handtag.apps.stores import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import Refused
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.stores.hand_in import HandIn, hand_in
from handtag.usecases.stores.take_out import TakeOut, take_out
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.stock.forms_stores import HandInForm, TakeOutForm
from handtag.web.stock.views import as_refusal


@signed_in(Permission.PRESCRIBE)
def take(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    """What the agreement must know first is asked on the same form."""
    perform(viewer, open_person, OpenPerson(person_key))
    places = queries.taken_out_of(viewer)
    form = TakeOutForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("location_code", "number", "quantity", "need", "goal", "priority")}
        with refusals_on(form), as_refusal(), asking(form):
            order = perform(viewer, take_out, TakeOut(person_key=person_key, answers=form.answers, **given), form=form)
            return see_other(request, "ordering:order", order, message=_("Taken out and prescribed: order %(number)s.") % {"number": order})
    goods = queries.free_goods(viewer, [code for code, _name in places])
    shown = {"person": people.person_for_page(viewer, person_key), "goods": goods, "places": places}
    return render_page(request, "stock/take_out.html", shown, form=form)


@signed_in(Permission.PRESCRIBE)
def give_back(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    """What the person has stands beside, so that the number can be compared."""
    perform(viewer, open_person, OpenPerson(person_key))
    places = queries.taken_out_of(viewer)
    form = HandInForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("location_code", "device_number")}
        with refusals_on(form), as_refusal():
            perform(viewer, hand_in, HandIn(person_key=person_key, **given), form=form)
            said = _("%(number)s is handed in, and its rent ended today.") % {"number": given["device_number"]}
            return see_other(request, "people:person", person_key, message=said)
    devices = orders.devices_with_person(viewer, person_key, today())
    shown = {"person": people.person_for_page(viewer, person_key), "devices": devices, "places": places}
    return render_page(request, "stock/hand_in.html", shown, form=form)


@contextmanager
def asking(form: TakeOutForm) -> Iterator[None]:
    """What the agreement must know becomes a question on the form."""
    try:
        yield
    except Refused as refusal:
        missing = refusal.params.get("missing", ())
        form.ask(missing[:1] if isinstance(missing, tuple) else ())
        raise
