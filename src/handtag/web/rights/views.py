"""One's own rights, what has been asked for, the courses that give what is missing; and what the county requires."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.rights import queries, queries_courses, queries_signing
from handtag.domain.access import Permission, Role, Viewer
from handtag.usecases.base import clock
from handtag.usecases.rights.ask_right import AskRight, ask_right
from handtag.usecases.rights.take_back_request import TakeBackRequest, take_back_request
from handtag.usecases.words import listed
from handtag.web.rights.words import told
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

REQUIREMENTS = Columns(
    Column("title", _lazy("What is required"), primary=True),
    Column("what", _lazy("For")),
    Column("who", _lazy("Of")),
    Column("how", _lazy("By")),
    Column("days", _lazy("Holds")),
    Column("source", _lazy("Where it is written")),
)


@signed_in(Permission.PREPARE)
def own(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """My rights, my requests and my courses."""
    return render_page(request, "rights/own.html", _own(viewer))


@require_POST
@signed_in(Permission.PRESCRIBE)
def ask(request: HttpRequest, viewer: Viewer, requirement_id: int) -> HttpResponse:
    """One press asks the principal for the right."""
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, ask_right, AskRight(requirement_id, request.POST.get("words", "")), form=form)
            return see_other(request, "rights:own", message=_("The request is sent. The answer shows here."))
    return render_page(request, "rights/own.html", _own(viewer), form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def take_back(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    perform(viewer, take_back_request, TakeBackRequest(request_id))
    return see_other(request, "rights:own", message=_("The request is taken back."))


@signed_in()
def requirements(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the county requires of prescribers: agreed between the principals, for everybody to read."""
    page = page_of(request, queries.requirements_for_list(viewer))
    rows = [(row, listed(row.professions)) for row in page]
    return render_page(request, "rights/requirements.html", {"columns": REQUIREMENTS, "page": page, "rows": rows})


def _own(viewer: Viewer) -> dict[str, Any]:
    on = today()
    mine = queries.own(viewer, on, clock())
    requests = list(queries.own_requests(viewer)[:20])
    return {
        "standings": [told(one, on) for one in mine.standings],
        "withdrawals": mine.withdrawals,
        "requests": requests,
        "asked": {one.requirement_id for one in requests if one.state == "waiting"},
        "dates": queries_courses.upcoming(viewer, on),
        "certificates": queries.history_of(mine.assignment)["certificates"],
        "to_sign": queries_signing.to_sign(viewer).count() if viewer.may(Permission.PRESCRIBE) else 0,
        "studies": viewer.role is Role.STUDENT,
        "supervisors": queries_signing.own_supervisors(viewer, on),
    }
