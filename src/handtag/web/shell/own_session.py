"""Somebody who has signed in as herself, with an electronic identity: a session without an account. What she sees is the own view's."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect

from handtag.apps.organisations.queries import system_viewer
from handtag.db import wall
from handtag.domain.access import Viewer, own_viewer
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.own.sign_in_person import SignInPerson, sign_in_person

KEY = "own"
IDLE_MINUTES, LONGEST_HOURS = 15, 2  # on the shared computer at the library too
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def begin(request: HttpRequest, personnummer: str, name: str) -> None:
    """From now on the browser is this person's and nobody else's: an account of staff is signed out. Raises Refused."""
    now = clock()
    index = execute(sign_in_person, SignInPerson(personnummer), system_viewer(civil_day(now)), now=now, door="page")
    logout(request)
    request.session[KEY] = {"index": index, "name": name[:120], "began": now.timestamp(), "seen": now.timestamp()}
    rotate_token(request)


def end(request: HttpRequest) -> None:
    request.session.flush()


def own_viewer_of(request: HttpRequest) -> Viewer | None:
    """Who has signed in as herself in this browser, while it is not too long ago. A session that is over is forgotten."""
    held: dict[str, Any] | None = request.session.get(KEY)
    if held is None or request.user.is_authenticated:
        return None
    now = clock()
    if now.timestamp() - held["seen"] > IDLE_MINUTES * 60 or now.timestamp() - held["began"] > LONGEST_HOURS * 3600:
        end(request)
        return None
    request.session[KEY] = {**held, "seen": now.timestamp()}
    return own_viewer(held["index"], held["name"], now, civil_day(now))


def as_herself(view: View[P]) -> Page[P]:
    """A page for somebody who has signed in as herself; whoever has not is shown where that is done. No browser keeps it."""

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = own_viewer_of(request)
        if viewer is None:
            return redirect("own:sign_in")
        request.viewer = viewer  # type: ignore[attr-defined]  # what is refused is logged as hers
        wall.ask_as(wall.NOBODY)  # she is told by use cases alone
        answer = view(request, viewer, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return cast("Page[P]", page)


def is_open() -> bool:
    """Whether anybody can sign in as herself here."""
    return bool(settings.PERSON_OIDC_ISSUER) or settings.DEMO
