"""Keys to the REST interface: issued, exchanged, revoked. A key is shown once, on the page that answers, and kept by no one."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.organisations import queries_users as queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.revoke_api_token import RevokeApiToken, revoke_api_token
from handtag.usecases.administration.rotate_api_token import RotateApiToken, rotate_api_token
from handtag.usecases.base import clock
from handtag.web.administration.forms import IssueForm, RotateForm
from handtag.web.administration.views import crumbs, user_page
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other

MANAGE = Permission.MANAGE_ORGANISATION


@signed_in(MANAGE)
def issue(request: HttpRequest, viewer: Viewer, user_id: int, assignment_id: int) -> HttpResponse:
    found = queries.user_for_page(viewer, user_id, clock())
    held = next((one for one in found.held if one.pk == assignment_id and not one.is_over), None)
    if held is None:
        raise NotFound("administration.no_assignment")
    form = bound(IssueForm, request, role=held.role)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            key = perform(viewer, issue_api_token, IssueApiToken(held.pk, typed["name"], typed["days"], tuple(typed["permissions"])))
            return user_page(request, viewer, user_id, key=key)
    return render_page(request, "administration/key.html", {"found": found, "held": held, "crumbs": crumbs(_("New key"))}, form=form)


@signed_in(MANAGE)
def rotate(request: HttpRequest, viewer: Viewer, user_id: int, token_id: int) -> HttpResponse:
    found = queries.user_for_page(viewer, user_id, clock())
    if all(key.pk != token_id for held in found.held for key in held.keys if key.is_open):
        raise NotFound("administration.no_token")
    form = bound(RotateForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            asked = RotateApiToken(token_id, form.cleaned_data["days"], form.cleaned_data["overlap_days"])
            return user_page(request, viewer, user_id, key=perform(viewer, rotate_api_token, asked))
    return render_page(request, "administration/key.html", {"found": found, "crumbs": crumbs(_("Exchange the key"))}, form=form)


@require_POST
@signed_in(MANAGE)
def withdraw(request: HttpRequest, viewer: Viewer, user_id: int, token_id: int) -> HttpResponse:
    perform(viewer, revoke_api_token, RevokeApiToken(token_id))
    return see_other(request, "administration:user", user_id, message=_("The key has been revoked."))
