"""What happens to every request and answer: a reference number, the language, privacy headers, coded outcomes as error pages."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from handtag.db.refusals import refuses_writes
from handtag.domain.access import Viewer
from handtag.domain.values.errors import HandtagError, NotAllowed, NotFound, Unavailable
from handtag.usecases.asking import answering, asking
from handtag.usecases.base import record_refusal
from handtag.web.shell.assignment import current_viewer
from handtag.web.shell.errors import coded_outcome
from handtag.web.shell.preferences import language_of
from handtag.web.shell.reference import give_reference

Handler = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("handtag.web")
TURNED_AWAY: dict[int, HandtagError] = {403: NotAllowed("access.refused"), 404: NotFound("access.not_found")}


def request_reference(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponseBase:
        reference = give_reference(request)
        with answering(reference):
            response = get_response(request)
        response.headers["X-Request-Id"] = reference
        if response.status_code >= 500:
            # the route and not the path, because a path may hold what identifies a person
            route = getattr(request.resolver_match, "route", "unknown")
            log.error("reference %s: %s %s answered %s", reference, request.method, route, response.status_code)
        return response

    return handle


def choose_language(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return handle


def private_pages(get_response: Handler) -> Handler:
    """Nothing that a signed-in person or program sees is kept by a browser or a proxy; only our own scan page may use the camera."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.user.is_authenticated or getattr(request, "auth", None) is not None:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()")
        return response

    return handle


def logged_refusals(get_response: Handler) -> Handler:
    """Every 403 and 404 that someone signed in is given stands once in the log (Patientdatalagen 4 kap. 3 §), by the name of the
    address and never by what was in it. When that cannot be written, the answer is 503.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code not in TURNED_AWAY or asking().refusals:
            return response
        by_api = request.path.startswith("/api/")
        viewer = getattr(request, "auth", None) if by_api else current_viewer(request)
        if not isinstance(viewer, Viewer):
            return response
        place = getattr(request.resolver_match, "view_name", "") or "unknown"
        try:
            record_refusal(viewer, place, TURNED_AWAY[response.status_code], door="api" if by_api else "page")
        except Unavailable as fault:
            return coded_outcome(request, fault)
        return response

    return handle


class CodedOutcomes:
    """A refusal, a missing permission, a missing thing or a conflict that a view did not handle becomes its error page; so does a
    database that takes no changes, whatever was to be written.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if refuses_writes(exception):
            exception = Unavailable("system.writes_refused", minutes=5)
        return coded_outcome(request, exception) if isinstance(exception, HandtagError) else None
