"""Other centres' goods that have come here: taken in by their number, and sent home."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.stock import queries_devices as stock
from handtag.apps.stores import queries
from handtag.apps.stores.keeping import other_owner
from handtag.domain.access import Permission, Viewer
from handtag.usecases.stores.send_home import SendHome, send_home
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.stock.forms_stores import StrayForm
from handtag.web.stock.views import as_refusal, refused
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", _lazy("Number"), primary=True),
    Column("article", _lazy("Article")),
    Column("owner", _lazy("Belongs to")),
    Column("state", _lazy("State"), kind="status"),
    Column("place", _lazy("Location")),
)


@signed_in(Permission.HANDLE_STOCK)
def strays(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What stands here and belongs to others, and a form for what has just come."""
    initial: dict[str, Any] = {"device_number": request.GET.get("nummer", "")[:30], "on": today()}
    form = StrayForm(request.POST if request.method == "POST" else None, places=stock.locations(viewer), initial=initial)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("device_number", "location_code", "on")}
        with refusals_on(form), as_refusal():
            stray = perform(viewer, take_in_stray, TakeInStray(**given), form=form)
            said = _("%(number)s belongs to %(owner)s and is taken in.") % {"number": stray.device_number, "owner": stray.owner}
            return see_other(request, "stock:strays", message=said)
    return render_page(request, "stock/strays.html", {**_shown(viewer), **_asked(viewer, initial["device_number"])}, form=form)


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def go_home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form), as_refusal():
            perform(viewer, send_home, SendHome(tuple(request.POST.getlist("number"))), form=form)
            return see_other(request, "stock:transfers", message=_("They are on their way home."))
    again = StrayForm(places=stock.locations(viewer), initial={"on": today()})
    return refused(request, "stock/strays.html", {**_shown(viewer), "form": again}, form)


def _asked(viewer: Viewer, number: str) -> dict[str, str]:
    """What was scanned elsewhere and led here, and whose it is."""
    return {"asked": number, "owner": other_owner(viewer, number) if number else ""}


def _shown(viewer: Viewer) -> dict[str, Any]:
    return {"columns": COLUMNS, "rows": queries.strays(viewer), "home_form": CommandForm(auto_id=False)}
