"""A person says that something is broken or no longer needed, and takes it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.own.ask_return import AskReturn, ask_return
from handtag.usecases.own.open_own import OpenOwn, open_own
from handtag.usecases.own.report_fault import ReportFault, report_fault
from handtag.usecases.own.take_back_own_request import TakeBackOwnRequest, take_back_own_request
from handtag.web.own.forms import FaultForm, ReturnForm, WithdrawForm
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.shell.own_session import as_herself


@as_herself
def fault(request: HttpRequest, viewer: Viewer, person_key: UUID, number: str) -> HttpResponse:
    shown = _about(viewer, person_key, number)
    form = bound(FaultForm, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = ReportFault(shown["about"].key, number, given["words"], given["is_unsafe"], given["phone"])
            perform(viewer, report_fault, data, form=form)
            message = _("Thank you. We have got your message and will answer here.")
            return see_other(request, "own:person", shown["about"].key, message=message)
    return render_page(request, "own/fault.html", shown, form=form)


@as_herself
def give_back(request: HttpRequest, viewer: Viewer, person_key: UUID, number: str) -> HttpResponse:
    shown = _about(viewer, person_key, number)
    form = bound(ReturnForm, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, ask_return, AskReturn(shown["about"].key, number, given["words"], given["phone"]), form=form)
            message = _("Thank you. We have got your message and will tell you how it goes back.")
            return see_other(request, "own:person", shown["about"].key, message=message)
    return render_page(request, "own/give_back.html", shown, form=form)


@require_POST
@as_herself
def withdraw(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if form.is_valid():
        perform(viewer, take_back_own_request, TakeBackOwnRequest(form.cleaned_data["request_key"]))
        return see_other(request, "own:start", message=_("It is taken back."))
    raise NotFound("own.no_request")


def _about(viewer: Viewer, person_key: UUID, number: str) -> dict[str, Any]:
    """The device and whose it is. Raises NotFound."""
    page = perform(viewer, open_own, OpenOwn(person_key))
    device = next((one for one in page.devices if one.number == number), None)
    if device is None:
        raise NotFound("own.not_hers")
    return {"about": page.about, "is_own": page.about.ground == "own", "device": device}
