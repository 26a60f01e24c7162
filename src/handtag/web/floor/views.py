"""The scan page: a code comes in, and either one is led to what can be done with it or it is done at once.

A scan that was sent twice, because the network was bad, has the same command id and is done once.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.catalogue import queries as catalogue
from handtag.apps.orders import queries_floor as floor
from handtag.apps.stock import queries_devices as stock
from handtag.apps.stores.keeping import other_owner
from handtag.apps.stores.queries import transfers_to_load
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import Conflict, NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.web.floor import ways
from handtag.web.floor.acts import NothingToDo
from handtag.web.floor.camera import reads_codes
from handtag.web.floor.finding import Found, find
from handtag.web.floor.forms import FloorForm
from handtag.web.floor.ways import PARTS, WAYS, Way
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import render_page, see_other
from handtag.web.shell.scanned import device_number
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Tab

PLACE, KEPT = "floor_place", "floor_kept"
MOST_TRANSFERS = 100
AT_OUR_FIELD = {
    "reason": ("note", "scrapped_for"), "delivery_note": ("note",), "location_code": ("location",), "to_location": ("location",),
    "missing": ("note",), "device_number": ("device",), "order_number": ("order",), "transfer_id": ("transfer",), "pieces": ("quantity",),
}  # fmt: skip
"""Where the box asks for what a use case calls otherwise."""


@reads_codes
@signed_in(Permission.HANDLE_STOCK)
def scan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One box for every code. What a scan does is chosen above it and stays chosen."""
    way = WAYS.get(request.POST.get("way") or request.GET.get("gor", ""), WAYS["look"])
    form = form_for(request, viewer, way)
    if form.is_bound and form.is_valid():
        return _answer(request, viewer, way, form)
    return _page(request, viewer, way, form)


def form_for(request: HttpRequest, viewer: Viewer, way: Way, *, back: str = "") -> FloorForm:
    """The box with where one stands: as the address says, else as last time."""
    places = stock.locations(viewer)
    last = request.GET.get("plats") or request.session.get(PLACE, "")
    kept = request.session.get(KEPT, {}).get(way.name, {})
    initial = {**kept, "location": last, "bin": request.GET.get("fack", "")[:20], "on": today(), "back": back}
    if request.GET.get("flytt"):
        initial["transfer"] = request.GET["flytt"]
    posted = request.POST if request.method == "POST" else None
    transfers = _transfers(viewer) if "transfer" in way.asks else ()
    return FloorForm(posted, places=places, asks=way.asks, labels=way.labels, transfers=transfers, initial=initial)


def _transfers(viewer: Viewer) -> list[tuple[str, str]]:
    """What can be loaded."""
    return [
        (str(one.pk), f"{one.number} {one.from_location.name} – {one.to_location.name}")
        for one in transfers_to_load(viewer)[:MOST_TRANSFERS]
    ]


def _answer(request: HttpRequest, viewer: Viewer, way: Way, form: FloorForm) -> HttpResponse:
    given = form.cleaned_data
    given["on"] = given["on"] or today()
    given["location"] = given["location"] or request.session.get(PLACE, "")
    request.session[PLACE] = given["location"]
    _keep(request, way, given)
    found = find(viewer, given["number"], location=given["location"])
    if found.shelf and (way.name != "look" or not found.shelf.bin):
        return _stand_at(request, way, found)
    if way.chooses and (chosen := getattr(found, way.chooses)):
        return _choose(request, way, found.number, str(chosen.pk if way.chooses == "transfer" else chosen.number))
    if way.name == "look" and found.is_known:
        return _go(request, found.url)
    if way.name == "look" and not found.is_known and other_owner(viewer, number := device_number(found.asked)):
        return _go(request, f"{reverse('stock:strays')}?{urlencode({'nummer': number})}")
    try:
        said = ways.do(viewer, way, found, form)
    except Conflict:
        said = _("%(number)s had been sent already, and is done once.") % {"number": found.number}
    except (Refused, NotFound) as refusal:
        return _refuse(request, viewer, way, form, str(sentence(refusal)), field=refusal.field or "")
    except NothingToDo as why:
        return _refuse(request, viewer, way, form, str(why))
    return _done(request, way, form, found, said)


def _keep(request: HttpRequest, way: Way, given: dict[str, Any]) -> None:
    """What is asked once for many scans stands there again for the next one, also without the script."""
    said = {name: given[name] for name in way.keeps if name not in ("location", "bin", "on") and given[name]}
    if said:
        request.session[KEPT] = {way.name: said}


def _stand_at(request: HttpRequest, way: Way, found: Found) -> HttpResponse:
    """A scanned shelf is where the next things are put."""
    code, bin = found.shelf.location.code, found.shelf.bin
    request.session[PLACE] = code
    said = _("Now at %(place)s.") % {"place": f"{found.shelf.location.name} {bin}".strip()}
    if _by_script(request):
        return JsonResponse({"state": "place", "said": said, "location": code, "bin": bin})
    return see_other(request, _again(way, plats=code, fack=bin), message=said)


def _choose(request: HttpRequest, way: Way, number: str, value: str) -> HttpResponse:
    """A scanned device, order or transfer is what the next scans are about."""
    request.session[KEPT] = {way.name: {**request.session.get(KEPT, {}).get(way.name, {}), way.chooses: value}}
    said = _("%(number)s is chosen. Scan what belongs to it.") % {"number": number}
    if _by_script(request):
        return JsonResponse({"state": "place", "said": said, way.chooses: value})
    return see_other(request, _again(way, plats=request.session.get(PLACE, "")), message=said)


def _again(way: Way, **where: str) -> str:
    """The page for the next scan of the same kind at the same place."""
    return f"{reverse('floor:scan')}?{urlencode({'gor': way.name, **where})}"


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return JsonResponse({"state": "go", "url": url}) if _by_script(request) else see_other(request, url)


def _done(request: HttpRequest, way: Way, form: FloorForm, found: Found, said: str) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"state": "done", "said": said, "number": found.number, "url": found.url, "line": form.cleaned_data["line"]})
    given = form.cleaned_data
    if way.name == "pick":  # the walk goes on in the same store and area
        again = _again(way, plats=request.GET.get("plats", ""), omrade=request.GET.get("omrade", ""))
    else:
        again = _again(way, plats=given["location"], fack=given["bin"])
    return see_other(request, found.url if given["back"] == "card" else again, message=said)


def _refuse(request: HttpRequest, viewer: Viewer, way: Way, form: FloorForm, said: str, *, field: str = "") -> HttpResponse:
    """At its question when the box asks it, else at the code."""
    if _by_script(request):
        return JsonResponse({"state": "refused", "said": said, "number": form.cleaned_data["number"]}, status=422)
    form.refuse(said, field=next((name for name in AT_OUR_FIELD.get(field, (field,)) if name in way.asks), "number"))
    return _page(request, viewer, way, form)


def _page(request: HttpRequest, viewer: Viewer, way: Way, form: FloorForm) -> HttpResponse:
    if form.is_bound and _by_script(request):
        why = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"state": "refused", "said": why, "number": ""}, status=422)
    shown: dict[str, Any] = {"way": way, "parts": _parts(way), "today": today()}
    if way.name == "pick":
        shown |= _to_pick(request, viewer)
    return render_page(request, "floor/scan.html", shown, form=form)


def _parts(way: Way) -> list[tuple[Any, list[Tab]]]:
    """Everything that scans can do, by part of the work."""
    chosen = [one for one in WAYS.values() if one.many or one is way]
    return [
        (title, [Tab(str(one.title), f"?gor={one.name}", current=one is way) for one in chosen if one.part == part])
        for part, title in PARTS.items()
    ]


def _to_pick(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """The round through the store; without a chosen store, all of them."""
    place, area = request.GET.get("plats", "")[:20], request.GET.get("omrade", "")[:20]
    lines = floor.stops(viewer, place, area)
    told = catalogue.instructions({_taken(line) for line in lines}, "pick")
    rows = [(line, CommandForm(auto_id=False), told.get(_taken(line).pk, "")) for line in lines]
    return {"rows": rows, "place": place, "area": area, "areas": floor.areas(viewer, place), "places": stock.locations(viewer)}


def _taken(line: Any) -> Any:
    """The article that is taken from its shelf, which may be an equivalent of what was asked for."""
    return line.device.article if line.device else line.article


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
