"""A unit orders equipment: what has been added, when it comes, templates, and the order itself. Nobody's name is here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from handtag.apps.catalogue.search_index import search
from handtag.apps.orders import queries
from handtag.apps.orders import queries_sheets as sheets
from handtag.apps.orders.queries_offers import points_of
from handtag.apps.orders.queries_promise import Asked, promises
from handtag.apps.prescriptions.queries import agreement_in_force
from handtag.apps.purchasing.queries_gate import coming
from handtag.domain.access import Permission, Viewer
from handtag.usecases.base import clock
from handtag.usecases.ordering.discard_sheet import DiscardSheet, discard_sheet
from handtag.usecases.ordering.place_equipment_order import PlaceEquipmentOrder, place_equipment_order
from handtag.usecases.ordering.save_sheet import SaveSheet, save_sheet
from handtag.usecases.promising import Accessory
from handtag.web.ordering import lists
from handtag.web.ordering.forms import AddForm, EquipmentForm, TemplateForm
from handtag.web.ordering.placing import Delivery, only_shows, told
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

FOUND = 8
HERE = Columns(
    Column("number", gettext_lazy("Device"), primary=True),
    Column("article", gettext_lazy("Article")),
    Column("since", gettext_lazy("Since"), kind="date"),
    Column("rent", gettext_lazy("Rent per month"), kind="number"),
    Column("collection", gettext_lazy("Collection")),
)


@signed_in(Permission.ORDER_EQUIPMENT)
def equipment(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What has been added stays until it is ordered or taken away."""
    lines = sheets.begun(viewer)
    points = [(point.pk, f"{point.name}, {point.address}") for point in points_of(viewer)]
    form = bound(EquipmentForm, request, points=points, lines=[(one.article.number, one.article.name, one.quantity) for one in lines])
    shows = only_shows(request)
    if form.is_bound and form.is_valid() and not shows:
        given, wanted = form.cleaned_data, _wanted(form.chosen)
        with refusals_on(form):
            if "save" in request.POST:
                perform(viewer, save_sheet, SaveSheet(wanted), form=form)
                return see_other(request, "ordering:equipment", message=_("Saved. You can go on later."))
            data = PlaceEquipmentOrder(wanted, given["delivery_point_id"], given["note"], bool(given["together"]))
            return see_other(request, "ordering:receipt", perform(viewer, place_equipment_order, data, form=form))
    shown = {**_shown(request, viewer, lines, form), "form": form}
    return render_page(request, "ordering/equipment.html", shown, partial="delivery", form=None if shows else form)


@signed_in(Permission.ORDER_EQUIPMENT)
def here(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the unit has for its own use, what it costs a month, and what is to be fetched."""
    devices: Any = queries.equipment_here(viewer, viewer.on)
    rent = sum(device.rent_ore or 0 for device in devices)
    shown = {"devices": devices, "rent_ore": rent, "columns": HERE, "tabs": lists.tabs(request.GET, viewer, here="equipment")}
    return render_page(request, "ordering/equipment_here.html", shown)


@require_POST
@signed_in(Permission.ORDER_EQUIPMENT)
def add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One more article on what has been begun; of one that is there already, more."""
    form = AddForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            more = (form.cleaned_data["article_number"], form.cleaned_data["quantity"])
            perform(viewer, save_sheet, SaveSheet(_wanted([*_begun(viewer), more])), form=form)
            return see_other(request, "ordering:equipment", message=_("Added."))
    return _again(request, viewer, form)


@require_POST
@signed_in(Permission.ORDER_EQUIPMENT)
def use_template(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = TemplateForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            more = sheets.template_lines(viewer, form.cleaned_data["name"])
            perform(viewer, save_sheet, SaveSheet(_wanted([*_begun(viewer), *more])), form=form)
            return see_other(request, "ordering:equipment", message=_("Added."))
    return _again(request, viewer, form)


@require_POST
@signed_in(Permission.ORDER_EQUIPMENT)
def keep_template(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What has been added is kept under a name; a template of that name is replaced."""
    form = TemplateForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, save_sheet, SaveSheet(_wanted(_begun(viewer)), form.cleaned_data["name"]), form=form)
            return see_other(request, "ordering:equipment", message=_("The template is saved."))
    return _again(request, viewer, form)


@require_POST
@signed_in(Permission.ORDER_EQUIPMENT)
def drop_template(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = TemplateForm(request.POST)
    if form.is_valid():
        perform(viewer, discard_sheet, DiscardSheet(form.cleaned_data["name"]), form=form)
        return see_other(request, "ordering:equipment", message=_("The template is taken away."))
    return _again(request, viewer, form)


def _again(request: HttpRequest, viewer: Viewer, wrong: Any) -> HttpResponse:
    """The page with what was wrong above it."""
    lines = sheets.begun(viewer)
    points = [(point.pk, f"{point.name}, {point.address}") for point in points_of(viewer)]
    form = EquipmentForm(points=points, lines=[(one.article.number, one.article.name, one.quantity) for one in lines])
    shown = {**_shown(request, viewer, lines, form), "form": form, "wrong_form": wrong}
    return render_page(request, "ordering/equipment.html", shown)


def _shown(request: HttpRequest, viewer: Viewer, lines: list[Any], form: EquipmentForm) -> dict[str, Any]:
    typed = request.GET.get("q", "").strip()[:60]
    matching = search(viewer, typed)[: FOUND * 4] if typed else []
    found = [article for article in matching if article.assortment != "phased_out"][:FOUND]
    return {
        "q": typed,
        "found": [(article, AddForm(initial={"article_number": article.number}, auto_id=f"{article.number}_%s")) for article in found],
        "templates": [(sheet, TemplateForm(initial={"name": sheet.name}, auto_id=False)) for sheet in sheets.templates(viewer)],
        "template_form": TemplateForm(auto_id="template_%s"),
        "empty_form": CommandForm(auto_id=False),
        "lines": lines,
        "told": told(line.article for line in lines),
        "delivery": _delivery(viewer, lines, form),
    }


def _delivery(viewer: Viewer, lines: list[Any], form: EquipmentForm) -> Delivery:
    """When each thing would come, at the point that is chosen, else the unit's first."""
    articles = {one.article.number: one.article for one in lines}
    if form.is_bound:
        form.is_valid()
    asked: list[Asked] = []
    for number, quantity in form.chosen:
        marked = articles[number].kind == "device"
        asked += [Asked(articles[number], 1 if marked else quantity)] * (quantity if marked else 1)
    weekdays = {point.pk: point.weekdays for point in points_of(viewer)}
    chosen = form.cleaned_data.get("delivery_point_id") if form.is_bound else None
    document = agreement_in_force(viewer, viewer.on).document
    found = promises(asked, localtime(clock()), document, weekdays.get(chosen or next(iter(weekdays), 0), ""), expects=coming)
    return Delivery(found, max((line.comes_on for line in found if line.comes_on), default=None))


def _begun(viewer: Viewer) -> list[tuple[str, int]]:
    return [(line.article.number, line.quantity) for line in sheets.begun(viewer)]


def _wanted(lines: list[tuple[str, int]]) -> tuple[Accessory, ...]:
    return tuple(Accessory(number, quantity) for number, quantity in lines)
