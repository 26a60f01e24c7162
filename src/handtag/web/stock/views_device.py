"""One device: where it is, where it has been, what it costs, and what may be done with it next."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Viewer
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import refusals_on, render_page, see_other
from handtag.web.stock import life
from handtag.web.stock.deeds import DEEDS, Deed, possible
from handtag.web.stock.forms import ScanForm


@signed_in(Permission.READ_DEVICE)
def device(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The whole way of one device. Never for whom: persons stand on their own pages, for those who may open them."""
    found = stock.device_for_page(viewer, number, today())
    may_act = viewer.may(Permission.HANDLE_STOCK)
    shown = {
        **life.shown(viewer, found),
        "deeds": possible(found.state) if may_act else [],
        "scan_form": ScanForm(auto_id="scan-%s") if may_act else None,
    }
    return render_page(request, "stock/device.html", shown)


@signed_in(Permission.HANDLE_STOCK)
def deed(request: HttpRequest, viewer: Viewer, number: str, name: str) -> HttpResponse:
    """One thing done to one device: what will happen is said first; afterwards the device's page, ready for the next number."""
    what = DEEDS[name]
    found = stock.device_for_page(viewer, number, today())
    form = what.form_for(viewer, found, today(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            what.act(viewer, found, form)
            return see_other(request, "stock:device", found.number, message=str(what.said) % {"number": found.number})
    return render_page(request, "stock/deed.html", _before(viewer, found, what), form=form)


def _before(viewer: Viewer, device: Any, what: Deed) -> dict[str, Any]:
    """What the page says before the deed is done; another step may be the one that is possible now."""
    can = possible(device.state)
    return {**life.shown(viewer, device), "deed": what, "is_possible": what in can, "others": [one for one in can if one is not what]}
