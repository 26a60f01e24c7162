"""Which role, at which unit, a signed-in user has chosen to work in; every page but log-in is seen through that choice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from handtag.apps.organisations import queries
from handtag.db import wall
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.base import civil_day, clock, record_refusal
from handtag.web.shell import given_password, second_factor

KEY = "assignment"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def today() -> date:
    """The Swedish civil date now, read from the house's one clock."""
    return civil_day(clock())


def assignments(request: HttpRequest) -> list[Viewer]:
    """The assignments the signed-in user holds today."""
    return list(queries.assignments_for_user(cast("int", request.user.pk), today()))


def current_viewer(request: HttpRequest) -> Viewer | None:
    """The chosen assignment, looked up anew for each request so that a withdrawn one stops at once; a single one needs no choice."""
    if not hasattr(request, "viewer"):
        request.viewer = viewer = _chosen(request) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        wall.ask_as(wall.of_viewer(viewer) if viewer else wall.NOBODY)
    return cast("Viewer | None", request.viewer)  # type: ignore[attr-defined]


def _chosen(request: HttpRequest) -> Viewer | None:
    held = [replace(viewer, at=clock()) for viewer in assignments(request)]
    if len(held) == 1:
        return held[0]
    return next((viewer for viewer in held if viewer.assignment_id == request.session.get(KEY)), None)


def choose(request: HttpRequest, assignment_id: int) -> bool:
    """Remember an assignment the user holds; anything else is refused (False)."""
    if all(viewer.assignment_id != assignment_id for viewer in assignments(request)):
        return False
    request.session[KEY] = assignment_id
    return True


def signed_in(permission: Permission | None = None) -> Callable[[View[P]], Page[P]]:
    """A page for signed-in people: the view is given the viewer. With a permission, a role without it gets 403, and that is recorded."""

    def decorate(view: View[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if given_password.is_used(request):
                return given_password.ask_for_ones_own(request)
            viewer = current_viewer(request)
            if viewer is None:
                return redirect(f"{reverse('shell:assignments')}?{urlencode({'next': request.get_full_path()})}")
            if second_factor.is_missing(request, viewer):
                return second_factor.ask_for_it(request)
            if permission is not None and not viewer.may(permission):
                refusal = NotAllowed("access.refused", permission=permission.value, role=viewer.role.value)
                record_refusal(viewer, request.resolver_match.view_name if request.resolver_match else "", refusal)
                raise refusal
            return view(request, viewer, *args, **kwargs)

        return cast("Page[P]", page)

    return decorate
