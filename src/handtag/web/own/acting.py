"""Whom a person lets act for her, and how she takes it back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.domain.access import Viewer
from handtag.domain.own import HERS
from handtag.domain.values.errors import NotFound
from handtag.usecases.own.give_power_of_attorney import GivePowerOfAttorney, give_power_of_attorney
from handtag.usecases.own.open_own import OpenOwn, open_own
from handtag.usecases.own.take_back_power import TakeBackPower, take_back_power
from handtag.usecases.words_own import ACTING
from handtag.web.own.forms import PowerForm, TakeBackForm
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.shell.own_session import as_herself


@as_herself
def acting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = perform(viewer, open_own, OpenOwn())
    if page.about.ground != HERS:
        raise NotFound("own.nobody")
    form = bound(PowerForm, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            data = GivePowerOfAttorney(given["personnummer"], given["name"], given["valid_to"])
            perform(viewer, give_power_of_attorney, data, form=form)
            return see_other(request, "own:acting", message=_("It is done. You can take it back whenever you want."))
    shown = {"acting": [(one, ACTING[one.ground]) for one in page.acting], "about": page.about, "is_own": True}
    return render_page(request, "own/acting.html", shown, form=form)


@require_POST
@as_herself
def take_back(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = TakeBackForm(request.POST)
    if form.is_valid():
        perform(viewer, take_back_power, TakeBackPower(form.cleaned_data["representation"]))
        return see_other(request, "own:acting", message=_("It is over. They no longer see anything about you here."))
    raise NotFound("own.no_representation")
