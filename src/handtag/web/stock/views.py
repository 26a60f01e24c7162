"""What there is in the stores, and goods that come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.catalogue import queries as catalogue
from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.stock.receive_goods import ReceiveGoods, receive_goods
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.spreadsheet import csv_answer
from handtag.web.stock import listing
from handtag.web.stock.forms import FilterForm, ReceiveForm
from handtag.web.ui.rules import spaced


@signed_in(Permission.READ_DEVICE)
def device_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Devices by number, state, place and ISO group; the same rows as a file."""
    groups = [(code, spaced(code)) for code in catalogue.iso_classes(viewer)]
    form = FilterForm(request.GET, places=stock.locations(viewer), groups=groups)
    columns = listing.COLUMNS.choosing(request.GET.getlist("kolumn"))
    sort = columns.sort_from(request.GET.get("sort", ""), "number")
    rows = stock.devices_for_list(viewer, form.filter(), sort)
    if request.GET.get("format") == "csv":
        return csv_answer(_("devices"), listing.heads(columns), listing.file_rows(columns, rows))
    shown = {"columns": columns, "page": page_of(request, rows), "sort": sort, "filters": form, "chosen": form.filter()}
    shown |= {"may_receive": viewer.may(Permission.HANDLE_STOCK), "may_rule": viewer.may(Permission.MANAGE_CATALOGUE)}
    return render_page(request, "stock/list.html", shown, partial="devices")


@signed_in(Permission.HANDLE_STOCK)
def receive(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Goods from a supplier: all of it or nothing, and what is wrong is said at its row."""
    posted = request.POST if request.method == "POST" else None
    form = ReceiveForm(posted, places=stock.locations(viewer), initial={"on": today()})
    if form.is_bound and form.is_valid():
        with refusals_on(form), at_its_row(form):
            count = perform(viewer, receive_goods, ReceiveGoods(**form.goods), form=form)
            said = _("%(count)s received of article %(article)s.") % {"count": count, "article": form.goods["article_number"]}
            return see_other(request, "stock:receive", message=said)
    return render_page(request, "stock/receive.html", form=form)


def refused(request: HttpRequest, template: str, shown: dict[str, Any], wrong: Any) -> HttpResponse:
    """The page again after a press that was refused, with the reason above; the form that stands on it is another."""
    answer = render_page(request, template, {**shown, "wrong": wrong})
    answer.status_code = 422
    return answer


@contextmanager
def as_refusal() -> Iterator[None]:
    """What a form names and is not there is an error of the form, so that nothing typed is lost."""
    try:
        yield
    except NotFound as missing:
        raise Refused(missing.code, field=missing.field, **missing.params) from missing


@contextmanager
def at_its_row(form: ReceiveForm) -> Iterator[None]:
    """A refusal about one of the numbers names its row; an unknown article is an error of the form, so that nothing typed is lost."""
    try:
        with as_refusal():
            yield
    except Refused as refusal:
        row = form.row_of(refusal.params.get("number"))
        if not row:
            raise
        form.add_error("devices", _("Row %(row)s: %(why)s") % {"row": row, "why": sentence(refusal)})
