"""What is done with counted goods by hand: spare parts on a device's page; what is used up, scrapped, sent back, returned on a store's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.orders.queries_floor import article_by_code
from handtag.apps.stock import queries_devices as stock
from handtag.apps.stock.queries_holdings import pieces_on
from handtag.apps.stores import queries
from handtag.domain.access import Viewer
from handtag.files import gs1
from handtag.usecases.base import UseCase
from handtag.usecases.stock.detach_pieces import DetachPieces, detach_pieces
from handtag.usecases.stock.return_pieces import ReturnPieces, return_pieces
from handtag.usecases.stock.scrap_pieces import ScrapPieces, scrap_pieces
from handtag.usecases.stock.send_back_pieces import SendBackPieces, send_back_pieces
from handtag.usecases.stock.use_pieces import UsePieces, use_pieces
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.stock import forms_pieces as forms
from handtag.web.stock.views import as_refusal

Words = str | Promise


@dataclass(frozen=True)
class PieceDeed:
    """`data` makes the use case's input of the form's answers and of what the address names: a device's number or a store's code."""

    name: str
    slug: str
    case: UseCase[Any, Any]
    data: Callable[..., Any]
    of: str
    form: type[forms.PiecesForm]
    title: Words
    explains: Words
    button: Words
    said: Words


ON_DEVICES = (
    PieceDeed(
        "use_pieces", "reservdel", use_pieces, UsePieces, "device_number", forms.UseOnDeviceForm, _("Use a spare part"),
        _("The part is on the device from then on: a recall of its batch finds the device."), _("It is used"),
        _("The part is on the device."),
    ),
    PieceDeed(
        "detach_pieces", "reservdel-av", detach_pieces, DetachPieces, "device_number", forms.TakeOffDeviceForm, _("Take off a spare part"),
        _("The part lies in the store again. What cannot be used again is scrapped there."), _("It is taken off"),
        _("The part lies in the store again."),
    ),
)  # fmt: skip
AT_STORES = (
    PieceDeed(
        "return_pieces", "ater", return_pieces, ReturnPieces, "location_code", forms.ReturnPiecesForm, _("Goods come back"),
        _("Counted goods that were delivered lie in the store again. What was charged for them is credited by itself, when it is to be."),
        _("It is back"), _("The goods lie in the store again."),
    ),
    PieceDeed(
        "use_up_pieces", "forbruka", use_pieces, UsePieces, "location_code", forms.UseUpForm, _("Use up at the centre"),
        _("What is used for a device is registered on the device's page instead."), _("It is used up"), _("It is out of the books."),
    ),
    PieceDeed(
        "scrap_pieces", "kassera", scrap_pieces, ScrapPieces, "location_code", forms.ScrapForm, _("Scrap goods"),
        _("They leave the books for good."), _("Scrap"), _("The goods are scrapped."),
    ),
    PieceDeed(
        "send_back_pieces", "till-leverantor", send_back_pieces, SendBackPieces, "location_code", forms.SendBackForm,
        _("Send back to the supplier"), _("They leave the books for good."), _("Send back"), _("The goods are sent back."),
    ),
)  # fmt: skip


def on_device(deed: PieceDeed) -> Callable[..., HttpResponseBase]:
    @signed_in(deed.case.permission)
    def page(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
        device = stock.device_for_page(viewer, number, today())
        place = device.location.code if device.location else ""
        initial = {"location_code": place, "article_number": request.GET.get("artikel", "")[:30], "on": today()}
        form = deed.form(_posted(request), initial=initial, places=stock.locations(viewer))
        shown = {
            "heading": f"{device.number} {device.article.name}",
            "place": "stock:device",
            "thing": device.number,
            "on_it": pieces_on(viewer, device),
        }
        return _do(request, viewer, deed, form, shown)

    return page


def at_store(deed: PieceDeed) -> Callable[..., HttpResponseBase]:
    @signed_in(deed.case.permission)
    def page(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
        store = queries.store_page(viewer, code)
        form = deed.form(_posted(request), initial={"article_number": request.GET.get("artikel", "")[:30], "on": today()})
        shown = {"heading": store.location.name, "place": "stock:store", "thing": code}
        return _do(request, viewer, deed, form, shown)

    return page


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _do(request: HttpRequest, viewer: Viewer, deed: PieceDeed, form: Any, shown: dict[str, Any]) -> HttpResponse:
    """The page again with what is wrong, or back to the device or the store."""
    if form.is_bound and form.is_valid():
        with refusals_on(form), as_refusal():
            perform(viewer, deed.case, deed.data(**{deed.of: shown["thing"]}, **_given(viewer, form)), form=form)
            return see_other(request, shown["place"], shown["thing"], message=str(deed.said))
    return render_page(request, "stock/pieces.html", {**shown, "deed": deed}, form=form)


def _given(viewer: Viewer, form: Any) -> dict[str, Any]:
    """The answers; a scanned package names its article, and its lot when none is written."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
    scanned = given["article_number"].strip()
    package = gs1.read(scanned)
    article = article_by_code(viewer, scanned, gtin=package.gtin if package else "")
    given["code"] = given["code"] or (scanned if package and package.lot else "")
    return {**given, "article_number": article.number if article else scanned}
