"""Between device centres: what is asked for, what is lent until when, and what was sold."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.stock import queries_devices as stock
from handtag.apps.stores import queries_centres as queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.stores.accept_request import AcceptRequest, accept_request
from handtag.usecases.stores.ask_centre import AskCentre, ask_centre
from handtag.usecases.stores.decline_request import DeclineRequest, decline_request
from handtag.usecases.stores.list_passings import ListPassings, list_passings
from handtag.usecases.stores.pass_on import PassOn, pass_on
from handtag.usecases.stores.withdraw_request import WithdrawRequest, withdraw_request
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import page_of, perform, refusals_on, render_page, see_other
from handtag.web.stock.forms_centres import AcceptForm, AskForm, DeclineForm, PassForm
from handtag.web.stock.views import as_refusal, refused
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

REQUESTS = Columns(
    Column("number", _lazy("Number"), primary=True),
    Column("kind", _lazy("Kind")),
    Column("asker", _lazy("Who asks")),
    Column("asked", _lazy("Who is asked")),
    Column("goods", _lazy("Goods")),
    Column("state", _lazy("State"), kind="status"),
    Column("on", _lazy("Asked"), kind="date"),
)
LOANS = Columns(
    Column("device", _lazy("Device"), primary=True),
    Column("article", _lazy("Article")),
    Column("owner", _lazy("Belongs to")),
    Column("at", _lazy("Lent to")),
    Column("since", _lazy("Since"), kind="date"),
    Column("due", _lazy("To be returned on"), kind="date"),
)
DEALS = Columns(
    Column("on", _lazy("Day"), kind="date"),
    Column("goods", _lazy("Goods"), primary=True),
    Column("seller", _lazy("Sold by")),
    Column("buyer", _lazy("Bought by")),
    Column("amount", _lazy("Amount"), kind="number"),
    Column("rule", _lazy("Price")),
)
PASSINGS = Columns(
    Column("device", _lazy("Device"), primary=True),
    Column("article", _lazy("Article")),
    Column("since", _lazy("Since"), kind="date"),
    Column("payer", _lazy("Pays from then on")),
    Column("centre", _lazy("Goes to")),
    Column("value", _lazy("Residual value"), kind="number"),
    Column("do", _lazy("Do"), kind="actions"),
)
LINES = Columns(
    Column("article", _lazy("Article"), primary=True),
    Column("asker", _lazy("Number at who asks")),
    Column("asked", _lazy("Number at who is asked")),
    Column("wanted", _lazy("Wanted"), kind="number"),
    Column("price", _lazy("Agreed price each"), kind="number"),
)


@signed_in(Permission.HANDLE_STOCK)
def centres(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Requests, loans and sales between the centre and others of the county, and a form to ask."""
    others = queries.other_centres(viewer)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, centres=others, places=stock.locations(viewer))
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "centre_id", "to_location", "lines", "return_on", "note")}
        with refusals_on(form), as_refusal():
            made = perform(viewer, ask_centre, AskCentre(**given), form=form)
            return see_other(request, "stock:centre_request", made, message=_("The request is sent."))
    shown = {
        "requests": REQUESTS, "page": page_of(request, queries.requests(viewer)), "loans": LOANS, "lent": queries.loans(viewer, today()),
        "deals": DEALS, "sold": queries.deals(viewer)[:50], "has_others": bool(others), "may_pass": viewer.may(Permission.DECIDE_DEVICE),
    }  # fmt: skip
    return render_page(request, "stock/centres.html", shown, form=form)


@signed_in(Permission.HANDLE_STOCK)
def centre_request(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """One request; whoever is asked says yes from here."""
    found = queries.request_for_page(viewer, request_id)
    form = _accepting(viewer, found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form), as_refusal():
            data = AcceptRequest(found.pk, form.cleaned_data["from_location"], form.agreed)
            transfer = perform(viewer, accept_request, data, form=form)
            return see_other(request, "stock:transfer", transfer, message=_("It is accepted. Send it from here."))
    return render_page(request, "stock/centre_request.html", _shown(viewer, found), form=form)


@signed_in(Permission.DECIDE_DEVICE)
def passings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Devices whose holders have reached the age at which another centre takes over. Whoever looks is logged, and nothing is changed."""
    return render_page(request, "stock/passings.html", _passings(viewer))


@require_POST
@signed_in(Permission.DECIDE_DEVICE)
def pass_it_on(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Devices are passed on one by one, each with its own decision, from the list."""
    form = PassForm(request.POST)
    if form.is_valid():
        with refusals_on(form), as_refusal():
            number = form.cleaned_data["device_number"]
            perform(viewer, pass_on, PassOn(number), form=form)
            return see_other(request, "stock:passings", message=_("%(number)s is passed on.") % {"number": number})
    return refused(request, "stock/passings.html", _passings(viewer), form)


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def decline(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    form = DeclineForm(request.POST, auto_id="decline_%s")
    found = queries.request_for_page(viewer, request_id)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, decline_request, DeclineRequest(found.pk, form.cleaned_data["reason"]), form=form)
            return see_other(request, "stock:centres", message=_("The answer is sent."))
    shown = {**_shown(viewer, found), "form": _accepting(viewer, found, None), "decline_form": form, "wrong": form}
    answer = render_page(request, "stock/centre_request.html", shown)
    answer.status_code = 422
    return answer


@require_POST
@signed_in(Permission.HANDLE_STOCK)
def withdraw(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    form = CommandForm(request.POST)
    found = queries.request_for_page(viewer, request_id)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, withdraw_request, WithdrawRequest(found.pk), form=form)
            return see_other(request, "stock:centres", message=_("The request is taken back."))
    answer = render_page(
        request, "stock/centre_request.html", {**_shown(viewer, found), "form": _accepting(viewer, found, None), "wrong": form}
    )
    answer.status_code = 422
    return answer


def _passings(viewer: Viewer) -> dict[str, Any]:
    found = perform(viewer, list_passings, ListPassings())
    rows = [(row, None if row.why_not else PassForm.of(row.device_number)) for row in found.rows]
    return {"columns": PASSINGS, "age": found.age, "rows": rows, "may_go": sum(1 for _row, form in rows if form)}


def _accepting(viewer: Viewer, found: Any, posted: Any) -> AcceptForm:
    sold = found.lines.all() if found.kind == "sale" else ()
    return AcceptForm(posted, places=stock.locations(viewer), lines=sold)


def _shown(viewer: Viewer, found: Any) -> dict[str, Any]:
    waits = found.state == "asked"
    return {
        "one": found, "columns": LINES, "decline_form": DeclineForm(auto_id="decline_%s"), "withdraw_form": CommandForm(auto_id=False),
        "may_answer": waits and found.asked_id == viewer.centre_id and viewer.may(Permission.DECIDE_DEVICE),
        "may_withdraw": waits and found.asker_id == viewer.centre_id,
    }  # fmt: skip
