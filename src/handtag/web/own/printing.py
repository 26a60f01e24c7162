"""What a person has, to print or to keep."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.domain.access import Viewer
from handtag.usecases.own.open_own import OpenOwn, open_own
from handtag.web.shell.http import perform
from handtag.web.shell.own_paper import paper
from handtag.web.shell.own_session import as_herself
from handtag.web.ui import text


@as_herself
def sheet(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    page = perform(viewer, open_own, OpenOwn(person_key))
    devices = [
        tuple(
            line
            for line in (
                one.article,
                _("Number %(number)s, since %(day)s") % {"number": one.number, "day": text.day(one.since)},
                f"{_('Ask about it')}: {one.unit}" if one.unit else "",
            )
            if line
        )
        for one in page.devices
    ]
    coming = [
        (", ".join(line.article for line in one.lines), f"{_('Comes') if one.comes else _('Is fetched')} {text.day(one.on)}")
        for one in page.orders
    ]
    return paper(page.about.name, devices, coming)
