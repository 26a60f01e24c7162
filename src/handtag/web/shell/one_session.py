"""One of one's own sign-ins is ended from another: the lost phone, the shared computer. All at once is the log-in library's own page."""

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.domain.values.errors import NotFound
from handtag.usecases.base import record_session
from handtag.web.shell.http import see_other


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Only one's own, and not the one that asks, which signs out. Raises NotFound."""
    others = UserSession.objects.filter(user_id=request.user.pk).exclude(session_key=request.session.session_key)
    session = others.filter(pk=pk).first()
    if session is None:
        raise NotFound("access.not_found")
    get_adapter().end_sessions([session])
    record_session("access.signed_out", user_id=session.user_id, why="elsewhere")
    return see_other(request, "usersessions_list", message=_("Signed out there."))
