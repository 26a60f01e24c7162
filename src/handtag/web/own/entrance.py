"""Into the own view and out of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.domain.values.errors import NotFound
from handtag.web.own.forms import TryForm
from handtag.web.shell import own_session
from handtag.web.shell.http import bound, refusals_on, render_page, see_other


def sign_in(request: HttpRequest) -> HttpResponse:
    """Where one shows who one is. In the demo, which holds test persons only, anybody may be one of them."""
    if not own_session.is_open():
        raise NotFound("access.not_found")
    if own_session.own_viewer_of(request) is not None:
        return redirect("own:start")
    form = bound(TryForm, request)
    if form.is_bound and settings.DEMO and form.is_valid():
        with refusals_on(form):
            own_session.begin(request, form.cleaned_data["personnummer"], "")
            return see_other(request, "own:start")
    provider = settings.PERSON_OIDC_NAME if settings.PERSON_OIDC_ISSUER else ""
    return render_page(request, "own/sign_in.html", {"provider": provider}, form=form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    own_session.end(request)
    return see_other(request, "own:sign_in", message=_("You are signed out."))
