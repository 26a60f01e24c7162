"""Users and their roles. Keys are in keys.py."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.organisations import queries_users as queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.usecases.administration.grant_role import GrantRole, grant_role
from handtag.usecases.administration.invite_user import InviteUser, invite_user
from handtag.usecases.administration.reopen_user import ReopenUser, reopen_user
from handtag.usecases.administration.reset_password import ResetPassword, reset_password
from handtag.usecases.administration.revoke_role import RevokeRole, revoke_role
from handtag.usecases.base import clock
from handtag.usecases.words import word
from handtag.web.administration.approvals import waiting_for
from handtag.web.administration.forms import GrantForm, InviteForm, ResetForm
from handtag.web.administration.permissions import permission_words
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.roles import ROLE_NAMES
from handtag.web.ui.parts import Crumb

MANAGE = Permission.MANAGE_ORGANISATION


@signed_in(MANAGE)
def user_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everyone who works in the county, or nowhere yet."""
    words = request.GET.get("q", "")[:80]
    shown = {"page": page_of(request, queries.users_for_list(viewer, words)), "words": words, "waiting": waiting_for(viewer)}
    return render_page(request, "administration/list.html", shown)


@signed_in(MANAGE)
def invite(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = bound(InviteForm, request)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            asked = InviteUser(typed["username"], typed["name"], typed["password"] or None, typed["subject"])
            return see_other(request, "administration:user", perform(viewer, invite_user, asked))
    return render_page(request, "administration/invite.html", {"crumbs": crumbs(_("New user"))}, form=form)


@signed_in(MANAGE)
def user(request: HttpRequest, viewer: Viewer, user_id: int) -> HttpResponse:
    """One user: roles, keys, password, open or closed."""
    return user_page(request, viewer, user_id)


def user_page(
    request: HttpRequest, viewer: Viewer, user_id: int, *, grant: BaseForm | None = None, reset: BaseForm | None = None, key: str = ""
) -> HttpResponse:
    """The user's page, with a form that was not right, or with a new key that is shown this once."""
    found = queries.user_for_page(viewer, user_id, clock())
    held = [
        (one, ROLE_NAMES.get(one.role, one.role), word(one.profession) if one.profession else "", _keys(one.keys))  # type: ignore[call-overload]
        for one in found.held
        if not one.waits
    ]
    shown = {
        "found": found,
        "held": held,
        "key": key,
        "waiting": waiting_for(viewer, user_id),
        "crumbs": crumbs(found.name),
        "is_self": found.pk == viewer.user_id,
    }
    shown |= {
        "grant": grant or GrantForm(units=queries.units_to_choose(viewer), initial={"valid_from": today()}),
        "reset": reset or ResetForm(),
    }
    answer = render_page(request, "administration/user.html", shown)
    answer.status_code = 422 if grant or reset else 200
    return answer


def _keys(keys: Iterable[queries.Key]) -> list[dict[str, Any]]:
    return [{**vars(key), "opens": permission_words(key.permissions)} for key in keys]


@require_POST
@signed_in(MANAGE)
def grant(request: HttpRequest, viewer: Viewer, user_id: int) -> HttpResponse:
    found = queries.user_for_page(viewer, user_id, clock())
    form = GrantForm(request.POST, units=queries.units_to_choose(viewer))
    if form.is_valid():
        typed = form.cleaned_data
        asked = GrantRole(found.username, typed["unit_id"], typed["role"], typed["valid_from"], typed["profession"])
        with refusals_on(form):
            perform(viewer, grant_role, asked, form=form)
            return see_other(
                request,
                "administration:user",
                user_id,
                message=_("The role is proposed. It has effect when another administrator has approved it."),
            )
    return user_page(request, viewer, user_id, grant=form)


@require_POST
@signed_in(MANAGE)
def revoke(request: HttpRequest, viewer: Viewer, user_id: int, assignment_id: int) -> HttpResponse:
    """Taken away at once; the user is signed out everywhere."""
    queries.user_for_page(viewer, user_id, clock())
    perform(viewer, revoke_role, RevokeRole(assignment_id, today() - timedelta(days=1)))
    return see_other(request, "administration:user", user_id, message=_("The role has been taken away."))


@require_POST
@signed_in(MANAGE)
def reset(request: HttpRequest, viewer: Viewer, user_id: int) -> HttpResponse:
    form = ResetForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, reset_password, ResetPassword(user_id, form.cleaned_data["password"], form.cleaned_data["second_factors_too"]))
            return see_other(
                request, "administration:user", user_id, message=_("The user has a new password and is signed out everywhere.")
            )
    return user_page(request, viewer, user_id, reset=form)


@require_POST
@signed_in(MANAGE)
def close(request: HttpRequest, viewer: Viewer, user_id: int) -> HttpResponse:
    perform(viewer, close_user, CloseUser(user_id))
    return see_other(
        request, "administration:user", user_id, message=_("The user is closed: signed out everywhere, and no key opens anything.")
    )


@require_POST
@signed_in(MANAGE)
def reopen(request: HttpRequest, viewer: Viewer, user_id: int) -> HttpResponse:
    perform(viewer, reopen_user, ReopenUser(user_id))
    return see_other(request, "administration:user", user_id, message=_("The user is open again."))


def crumbs(last: str) -> list[Crumb]:
    from django.urls import reverse

    return [Crumb(_("Users"), reverse("administration:list")), Crumb(last)]
