"""The stores: what each keeps, what is short, whose it is, and filling it up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from handtag.apps.organisations.queries import served_units
from handtag.apps.stock import queries_devices as stock
from handtag.apps.stores import queries, queries_centres
from handtag.domain.access import Permission, Viewer
from handtag.usecases.stores.describe_store import DescribeStore, describe_store
from handtag.usecases.stores.refill_stores import RefillStores, refill_stores
from handtag.usecases.stores.set_level import SetLevel, set_level
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.stock.forms_stores import DescribeForm, LevelForm
from handtag.web.stock.views import as_refusal
from handtag.web.stock.views_pieces import AT_STORES
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

STORES = Columns(
    Column("store", _lazy("Store"), primary=True),
    Column("kind", _lazy("Kind")),
    Column("unit", _lazy("Unit")),
    Column("keeps", _lazy("Articles kept"), kind="number"),
    Column("short", _lazy("Below the minimum"), kind="number"),
    Column("counted", _lazy("Last counted"), kind="date"),
)
KEPT = Columns(
    Column("article", _lazy("Article"), primary=True),
    Column("number", _lazy("Article number")),
    Column("bin", _lazy("Bin")),
    Column("there", _lazy("There"), kind="number"),
    Column("coming", _lazy("On its way"), kind="number"),
    Column("minimum", _lazy("Minimum"), kind="number"),
    Column("target", _lazy("Fill up to"), kind="number"),
    Column("do", _lazy("Do"), kind="actions"),
)


@signed_in(Permission.READ_DEVICE)
def stores(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every store of the centre with what is short in it, and other centres' goods that wait to be sent home."""
    shown = {
        "columns": STORES,
        "rows": queries.stores(viewer),
        "form": CommandForm(),
        **_may(viewer),
        "strays": queries.astray_count(viewer),
        "between": bool(queries_centres.other_centres(viewer)),
        "to_answer": queries_centres.to_answer(viewer),
    }
    return render_page(request, "stock/stores.html", shown)


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def refill(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is short anywhere is put on the stores' refills."""
    form = CommandForm(request.POST)
    lines = perform(viewer, refill_stores, RefillStores(), form=form if form.is_valid() else None)
    said = ngettext("%(n)s article was ordered to the stores.", "%(n)s articles were ordered to the stores.", lines) % {"n": lines}
    return see_other(request, "stock:transfers" if lines else "stock:stores", message=said if lines else _("Nothing is short."))


@signed_in(Permission.READ_DEVICE)
def store(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One store: what lies there and should, what comes, when it was counted."""
    page = queries.store_page(viewer, code)
    return render_page(request, "stock/store.html", {"page": page, "columns": KEPT, "deeds": AT_STORES, **_may(viewer)})


@signed_in(Permission.MANAGE_CATALOGUE)
def level(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """How many of an article are kept; what is short is ordered at once."""
    page = queries.store_page(viewer, code)
    known = queries.level_of(viewer, code, request.GET.get("artikel", "")[:30])
    initial: dict[str, str | int] = {"article_number": request.GET.get("artikel", "")[:30]}
    if known:
        initial |= {"minimum": known.minimum, "target": known.target, "bin": known.bin}
    form = LevelForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        data = SetLevel(code, given["article_number"], given["minimum"], given["target"], given["bin"])
        with refusals_on(form), as_refusal():
            perform(viewer, set_level, data, form=form)
            return see_other(
                request, "stock:store", code, message=_("Article %(number)s is changed.") % {"number": given["article_number"]}
            )
    return render_page(request, "stock/level.html", {"page": page}, form=form)


@signed_in(Permission.MANAGE_CATALOGUE)
def describe(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    page = queries.store_page(viewer, code)
    places = [one for one in stock.locations(viewer) if one[0] != code]
    posted = request.POST if request.method == "POST" else None
    form = DescribeForm(posted, units=served_units(viewer), places=places, initial=_said(page))
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("unit", "refilled_from", "shortages_paid_by")}
        with refusals_on(form):
            perform(viewer, describe_store, DescribeStore(code, **given), form=form)
            return see_other(request, "stock:store", code, message=_("Saved."))
    return render_page(request, "stock/describe_store.html", {"page": page}, form=form)


def _said(page: queries.StorePage) -> dict[str, str]:
    store = page.store
    if store is None:
        return {}
    source = store.refilled_from
    return {
        "unit": store.unit.hsa_id if store.unit else "", "refilled_from": source.code if source else "",
        "shortages_paid_by": store.shortages_paid_by,
    }  # fmt: skip


def _may(viewer: Viewer) -> dict[str, Any]:
    return {"may_handle": viewer.may(Permission.HANDLE_STOCK), "may_set": viewer.may(Permission.MANAGE_CATALOGUE)}
