"""The sheet that staff print for the person: what their unit sees of what she has."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.orders import queries as orders
from handtag.apps.people import queries as people
from handtag.domain.access import Permission, Viewer
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform
from handtag.web.shell.own_paper import paper
from handtag.web.ui import text


@signed_in(Permission.OPEN_PERSON)
def sheet(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    perform(viewer, open_person, OpenPerson(key))
    on = today()
    devices = [
        (one.article.name, _("Number %(number)s, since %(day)s") % {"number": one.number, "day": text.day(one.last_moved_on)})
        for one in orders.devices_with_person(viewer, key, on)
    ]
    waiting = orders.orders_for_list(viewer, on, orders.OrderFilter(open=True, person_key=key), "promised")
    coming = [
        (
            ", ".join(line.article.name for line in one.lines.all()),
            f"{_('Is fetched') if one.kind == 'collection_order' else _('Comes')} {text.day(one.promised_on)}",  # type: ignore[attr-defined]  # annotated
        )
        for one in waiting
    ]
    return paper(people.person_for_page(viewer, key).name, devices, coming)
