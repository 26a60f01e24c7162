"""How long a sign-in lasts: an idle limit, an absolute limit, and an end that others decided. What it lets anyone do is not said here."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from handtag.db.refusals import refuses_writes
from handtag.domain.values.errors import Unavailable
from handtag.usecases.base import clock, record_session
from handtag.web.shell.errors import coded_outcome

Handler = Callable[[HttpRequest], HttpResponseBase]
SIGNED_IN, SEEN = "signed_in_at", "seen_at"
TOUCH_SECONDS = 60  # a session is written at most so often because someone is active

IDLE = _("You were signed out because nothing had happened for a while.")
LONG = _("You were signed out because you had been signed in for so long. Sign in again to go on.")
ENDED = _("You were signed out because your password, your roles or your account had been changed.")
WORDS = {"idle": IDLE, "long": LONG, "ended": ENDED}


def limited_sessions(get_response: Handler) -> Handler:
    """A session that has been idle, has lasted, or began before the user's sessions were ended, is over before the page is made."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            ended = _why_over(request)
            if ended is not None:
                user_id = request.user.pk
                logout(request)
                messages.info(request, str(WORDS[ended]))
                try:
                    record_session("access.signed_out", user_id=user_id, why=ended)
                except Unavailable as fault:
                    return coded_outcome(request, fault)
        response = get_response(request)
        if request.user.is_authenticated:
            _touch(request)
        return response

    return handle


def _why_over(request: HttpRequest) -> str | None:
    now = clock().timestamp()
    began = float(request.session.get(SIGNED_IN, now))
    seen = float(request.session.get(SEEN, now))
    ended = getattr(request.user, "sessions_ended_at", None)
    if ended is not None and began <= ended.timestamp():
        return "ended"
    if now - began > settings.SESSION_HOURS * 3600:
        return "long"
    return "idle" if now - seen > settings.SESSION_IDLE_MINUTES * 60 else None


def _touch(request: HttpRequest) -> None:
    now = clock().timestamp()
    request.session.setdefault(SIGNED_IN, now)
    if now - float(request.session.get(SEEN, 0)) >= TOUCH_SECONDS:
        request.session[SEEN] = now
        try:
            UserSession.objects.create_from_request(request)
        except DatabaseError as fault:
            if not refuses_writes(fault):
                raise
