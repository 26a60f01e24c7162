"""Error pages: what happened, whether anything was saved, what to do, and a reference number."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.values.errors import Conflict, HandtagError, NotAllowed, NotFound, Unavailable
from handtag.usecases.messages import sentence
from handtag.web.shell.preferences import scheme_of
from handtag.web.shell.reference import reference_of


@dataclass(frozen=True)
class Trouble:
    """What an error page says."""

    status: int
    title: str | Promise
    happened: str | Promise
    saved: str | Promise
    todo: str | Promise


NOTHING_SAVED = _("Nothing has been changed.")
BAD_REQUEST = Trouble(
    400,
    _("The request could not be understood"),
    _("The address or the form was not complete."),
    NOTHING_SAVED,
    _("Go back, reload the page and try again."),
)
FORBIDDEN = Trouble(
    403,
    _("You do not have access to this"),
    _("The role you are working in now does not include this."),
    NOTHING_SAVED,
    _("If you hold another role, change to it. Otherwise ask the system administrator of your organisation."),
)
NOT_FOUND = Trouble(
    404,
    _("The page does not exist"),
    _("It may have been moved or removed, or it lies outside what you can see in the role you are working in now."),
    NOTHING_SAVED,
    _("Check the address, or go to the start page and search from there."),
)
CONFLICT = Trouble(
    409,
    _("Someone else was here before you"),
    _("What you tried to change has been changed since you opened the page."),
    _("Your change has not been saved."),
    _("Open the page again to see how it looks now, and make your change anew if it is still needed."),
)
REFUSED = Trouble(
    422,
    _("This cannot be done"),
    _("A rule says no."),
    NOTHING_SAVED,
    _("Go back to the page you came from."),
)
CSRF = Trouble(
    403,
    _("The form has been open for too long"),
    _("You may have signed out, or signed in again, in another tab since the page was opened."),
    _("What you wrote in the form has not been saved."),
    _("Go back, copy what you wrote, reload the page and send the form again."),
)
UNAVAILABLE = Trouble(
    503,
    _("This cannot be shown now"),
    _("Something that has to work before anything may be shown does not work right now."),
    NOTHING_SAVED,
    _("Try again in a little while. If it happens again, contact support and give the reference number."),
)
READ_ONLY = Trouble(
    503,
    _("Nothing can be changed right now"),
    _("Work on the system goes on. Everything can be looked at as usual."),
    _("Your change has not been saved."),
    _("Copy what you wrote, and send it again when the work is done."),
)
WRITES_REFUSED = Trouble(
    503,
    _("Nothing can be changed right now"),
    _("The database can only be read for the moment. What shows no person can be looked at as usual; nothing about persons is shown."),
    _("Your change has not been saved."),
    _("Copy what you wrote, and send it again in a little while. If it is urgent, follow the paper routine."),
)
BROKEN = Trouble(
    500,
    _("Something went wrong with us"),
    _("The fault is in the system, not in what you did. It has been logged."),
    _("What you were just doing has most likely not been saved. Check before you do it again."),
    _("Try again in a little while. If it happens again, contact support and give the reference number."),
)
BY_KIND: dict[type[HandtagError], Trouble] = {NotAllowed: FORBIDDEN, NotFound: NOT_FOUND, Conflict: CONFLICT, Unavailable: UNAVAILABLE}
BY_CODE = {"system.read_only": READ_ONLY, "system.writes_refused": WRITES_REFUSED}


def error_page(request: HttpRequest, trouble: Trouble, because: str = "") -> HttpResponse:
    return render(request, "shell/error.html", {"trouble": trouble, "because": because}, status=trouble.status)


def coded_outcome(request: HttpRequest, outcome: HandtagError) -> HttpResponse:
    """The page for an outcome that no form took care of. What does not exist is never told apart from what may not be seen."""
    trouble = BY_CODE.get(outcome.code) or BY_KIND.get(type(outcome), REFUSED)
    says_itself = trouble in (NOT_FOUND, FORBIDDEN)
    response = error_page(request, trouble, "" if says_itself else str(sentence(outcome)))
    if trouble.status == UNAVAILABLE.status:
        response.headers["Retry-After"] = str(60 * int(str(outcome.params.get("minutes", 1))))
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, CSRF)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without database or session: what broke may be exactly those."""
    shown = {"trouble": BROKEN, "reference": reference_of(request), "scheme": scheme_of(request)}
    return HttpResponse(render_to_string("shell/broken.html", shown), status=500)
