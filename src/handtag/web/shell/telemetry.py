"""Each request counted, timed and written to the log by the name of its address: never by what stood in it."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase

from handtag.domain.access import Viewer
from handtag.telemetry import logs, metrics
from handtag.web.shell.reference import reference_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
log = logging.getLogger("handtag.request")


class Measured:
    """Outermost but for the reference number, so that it sees every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token, started = logs.reference.set(reference_of(request)), time.monotonic()
        try:
            response = self.get_response(request)
            self._tell(request, response.status_code, time.monotonic() - started)
            return response
        finally:
            logs.reference.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, DatabaseError):
            metrics.count(metrics.DATABASE_ERRORS, kind=type(exception).__name__)

    def _tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        route, method = logs.route_of(request), request.method if request.method in METHODS else "OTHER"
        metrics.count(metrics.REQUESTS, route=route, method=str(method), status=str(status))
        metrics.observe(metrics.REQUEST_SECONDS, seconds, route=route)
        metrics.leave_figures(settings.STATE / "metrics")
        facts = {"route": route, "method": method, "status": status, "milliseconds": round(seconds * 1000), "user": _code(request)}
        log.info("answered", extra={"facts": facts})


def _code(request: HttpRequest) -> str:
    """Who asked, as the log of deeds says it; empty when nobody signed in was looked for."""
    by_token = getattr(request, "auth", None)
    if isinstance(by_token, Viewer):
        return by_token.code
    known = getattr(request, "_cached_user", None)
    return f"user:{known.pk}" if known is not None and known.pk else ""
