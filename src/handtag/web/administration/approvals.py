"""What waits for a second person, and that person's yes. A no is to withdraw, which views.py and keys.py do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.access.queries import names_of
from handtag.apps.organisations import queries_users as queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.administration.approve_api_token import ApproveApiToken, approve_api_token
from handtag.usecases.administration.approve_role import ApproveRole, approve_role
from handtag.usecases.base import clock
from handtag.web.administration.permissions import permission_words
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, see_other
from handtag.web.shell.roles import ROLE_NAMES

MANAGE = Permission.MANAGE_ORGANISATION


def waiting_for(viewer: Viewer, user_id: int | None = None) -> list[dict[str, Any]]:
    """What waits in the county, or for one user, with names and words."""
    found = [one for one in queries.waiting_for_approval(viewer, clock()) if user_id in (None, one.user_id)]
    names = names_of(viewer, [one.created_by for one in found])
    return [
        {
            "what": one,
            "role": ROLE_NAMES.get(one.role, one.role),  # type: ignore[call-overload]
            "opens": permission_words(one.permissions),
            "by": names.get(one.created_by, "Handtag"),
        }
        for one in found
    ]


@require_POST
@signed_in(MANAGE)
def approve_held(request: HttpRequest, viewer: Viewer, user_id: int, assignment_id: int) -> HttpResponse:
    queries.user_for_page(viewer, user_id, clock())
    perform(viewer, approve_role, ApproveRole(assignment_id))
    return see_other(request, "administration:user", user_id, message=_("The role is approved and has effect from its first day."))


@require_POST
@signed_in(MANAGE)
def approve_key(request: HttpRequest, viewer: Viewer, user_id: int, token_id: int) -> HttpResponse:
    queries.user_for_page(viewer, user_id, clock())
    perform(viewer, approve_api_token, ApproveApiToken(token_id))
    return see_other(request, "administration:user", user_id, message=_("The key is approved and works from now on."))
