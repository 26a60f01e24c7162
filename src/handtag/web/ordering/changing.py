"""Changing an order until something is picked: where to, how many, what goes with it, and whether an equivalent may come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.orders import queries
from handtag.apps.orders.queries_offers import fitting_accessories, points_of_unit
from handtag.domain.access import Permission, Viewer
from handtag.domain.ordering import MOST_PIECES
from handtag.usecases.ordering.change_order import ChangeOrder, Quantity, change_order
from handtag.usecases.ordering.convert_line import ConvertLine, convert_line
from handtag.usecases.promising import Accessory
from handtag.web.ordering import showing
from handtag.web.ordering.forms import ChangeForm, ConvertForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other


@signed_in(Permission.CANCEL_ORDER)
def change(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The order keeps its number and its place in the queue."""
    order: Any = queries.order_for_page(viewer, number, today())
    form = bound(ChangeForm, request, **_options(order))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        data = ChangeOrder(
            number,
            given["delivery_point_id"],
            given["note"],
            tuple(Quantity(pk, pieces) for pk, pieces in form.quantities),
            tuple(Accessory(article, pieces) for article, pieces in form.added),
        )
        with refusals_on(form):
            perform(viewer, change_order, data, form=form)
            return see_other(request, "ordering:order", number, message=_("The order is changed."))
    return render_page(request, "ordering/change.html", showing.shown(viewer, number), form=form)


@require_POST
@signed_in(Permission.CANCEL_ORDER)
def convert(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = ConvertForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, convert_line, ConvertLine(number, given["line_id"], given["own_only"]), form=form)
            return see_other(request, "ordering:order", number, message=_("The line is changed."))
    return render_page(request, "ordering/order.html", {**showing.shown(viewer, number), "wrong_form": form}, form=form)


def _options(order: Any) -> dict[str, Any]:
    lines = [line for line in order.lines.all() if line.state in ("placed", "allocated")]
    is_for_person = order.kind == "customer_order"
    main = next((line.article for line in lines if is_for_person and not line.is_accessory), None)
    asked = []
    for line in lines:
        most = 1 if line.article.kind == "device" else MOST_PIECES
        fewest = 1 if is_for_person and not line.is_accessory else 0
        if most > fewest:
            asked.append((line.pk, line.article.name, line.quantity, fewest, most))
    there = {line.article_id for line in lines}
    fitting = [(part.number, part.name) for part in fitting_accessories(main) if part.pk not in there] if main else []
    points = [(point.pk, f"{point.name}, {point.address}") for point in points_of_unit(order.unit_id)]
    return {
        "points": points,
        "lines": asked,
        "fitting": fitting,
        "initial": {"delivery_point_id": order.delivery_point_id, "note": order.note},
    }
