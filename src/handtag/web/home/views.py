"""The start page: which one it is follows from the role; what is on it lies in one function and one template per role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from handtag.apps.own import queries as own
from handtag.domain.access import Permission, Role, Viewer
from handtag.web.home import administrator, buyer, controller, desk, manager, officer, prescriber, store, strategist
from handtag.web.home.approving import approvals
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import render_page


@dataclass(frozen=True)
class StartPage:
    """A role's template, and the function that reads what it shows on a day."""

    template: str
    show: Callable[[Viewer, date], dict[str, Any]]


def _places_only(viewer: Viewer, on: date) -> dict[str, Any]:
    return {"finds_persons": viewer.may(Permission.OPEN_PERSON)}


START_PAGES: dict[Role, StartPage] = {
    Role.PRESCRIBER: StartPage("home/prescriber.html", prescriber.show),
    Role.UNIT_MANAGER: StartPage("home/manager.html", manager.show),
    Role.DESK: StartPage("home/desk.html", desk.show),
    Role.STORE_WORKER: StartPage("home/store.html", store.show),
    Role.BUYER: StartPage("home/buyer.html", buyer.show),
    Role.CONTROLLER: StartPage("home/controller.html", controller.show),
    Role.MUNICIPAL_DEVICE_OFFICER: StartPage("home/officer.html", officer.show),
    Role.SYSTEM_ADMINISTRATOR: StartPage("home/administrator.html", administrator.show),
    Role.COST_CENTRE_APPROVER: StartPage("home/officer.html", officer.show),
    Role.AUDITOR: StartPage("home/officer.html", officer.show),
    Role.STRATEGIST: StartPage("home/strategist.html", strategist.show),
    Role.BOARD_SECRETARY: StartPage("home/strategist.html", strategist.show),
    Role.BOARD_MEMBER: StartPage("home/strategist.html", strategist.show),
}
PLACES = StartPage("home/places.html", _places_only)


@signed_in()
def start(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = START_PAGES.get(viewer.role, PLACES)
    asked = own.waiting_count(viewer)
    shown = {"heading": viewer.unit_name, "asked_count": asked, "approvals": approvals(viewer)}
    return render_page(request, page.template, {**shown, **page.show(viewer, today())})
