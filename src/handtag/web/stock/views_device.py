"""One device: where it is, where it has been, what it costs, and what may be done with it next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.stock import queries_devices as stock
from handtag.apps.stock import queries_handling
from handtag.domain.access import Permission, Viewer
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.stock import life
from handtag.web.stock.deeds import DEEDS, Deed, possible
from handtag.web.stock.forms import ScanForm
from handtag.web.stock.forms_deeds import ReturnRuleForm
from handtag.web.stock.views import as_refusal
from handtag.web.ui.tables import Column, Columns

RULES = Columns(
    Column("group", _lazy("ISO code begins with"), primary=True),
    Column("since", _lazy("From"), kind="date"),
    Column("life", _lazy("Written off over"), kind="number"),
    Column("repair", _lazy("Repair at most"), kind="number"),
    Column("oldest", _lazy("Repaired until"), kind="number"),
    Column("wash", _lazy("Washed first")),
    Column("inspect", _lazy("Inspected every"), kind="number"),
)


@signed_in(Permission.READ_DEVICE)
def device(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The whole way of one device. Never for whom: persons stand on their own pages, for those who may open them."""
    found = stock.device_for_page(viewer, number, today())
    known = queries_handling.known(found, today())
    shown = {
        **life.shown(viewer, found, known),
        "possible": possible(viewer, known),
        "scan_form": ScanForm(auto_id="scan-%s") if viewer.may(Permission.HANDLE_STOCK) else None,
    }
    return render_page(request, "stock/device.html", shown)


def deed(name: str) -> Callable[..., HttpResponseBase]:
    """The page of one thing that is done to a device, for those who may do it."""
    what = DEEDS[name]

    @signed_in(what.permission)
    def page(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
        return _do(request, viewer, number, what)

    return page


def _do(request: HttpRequest, viewer: Viewer, number: str, what: Deed) -> HttpResponse:
    """What will happen is said first; afterwards the device's page, ready for the next number."""
    found = stock.device_for_page(viewer, number, today())
    form = what.form_for(viewer, found, today(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form), as_refusal():
            what.do(viewer, found, form)
            return see_other(request, "stock:device", found.number, message=str(what.said) % {"number": found.number})
    return render_page(request, "stock/deed.html", _before(viewer, found, what), form=form)


def _before(viewer: Viewer, device: Any, what: Deed) -> dict[str, Any]:
    """What the page says before the deed is done; another step may be the one that is possible now."""
    known = queries_handling.known(device, today())
    can = possible(viewer, known).all
    others = [one for one in can if one is not what]
    return {**life.shown(viewer, device, known), "deed": what, "is_possible": what in can, "others": others}


@signed_in(Permission.MANAGE_CATALOGUE)
def return_rules(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the centre says of goods that come back: worth repairing, washed first, inspected how often; and a new rule from a day."""
    form = ReturnRuleForm(request.POST if request.method == "POST" else None, initial={"valid_from": today()})
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, set_return_rule, SetReturnRule(**given), form=form)
            return see_other(request, "stock:return_rules", message=_("The rule is set."))
    shown = {"columns": RULES, "rows": queries_handling.return_rules(viewer), "today": today()}
    return render_page(request, "stock/return_rules.html", shown, form=form)
