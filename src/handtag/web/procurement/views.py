"""Framework agreements: all of them, a new one, one with its articles; and what is done with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.procurement import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.procurement.describe_supplier import DescribeSupplier, describe_supplier
from handtag.usecases.procurement.end_agreement import EndAgreement, end_agreement
from handtag.usecases.procurement.link_line import LinkLine, link_line
from handtag.usecases.procurement.register_agreement import NewLot, NewOption, RegisterAgreement, register_agreement
from handtag.usecases.procurement.take_up_option import TakeUpOption, take_up_option
from handtag.web.procurement import listing, words
from handtag.web.procurement.forms import AgreementForm, EndForm, LinkForm, OptionForm, SupplierForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb

ONLY = ("unlinked", "ended")


@signed_in(Permission.PROCURE)
def agreements(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The centre's framework agreements, the ones that hold longest first."""
    page = page_of(request, queries.agreements_for(viewer))
    rows = [(one, _state(one.valid_from, one.valid_to, viewer.on)) for one in page]
    return render_page(request, "procurement/list.html", {"page": page, "rows": rows, "columns": listing.AGREEMENTS}, partial="agreements")


@signed_in(Permission.PROCURE)
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A new framework agreement."""
    form = bound(AgreementForm, request)
    if form.is_valid():
        with refusals_on(form):
            key = perform(viewer, register_agreement, _asked(viewer, form), form=form)
            return see_other(request, "procurement:agreement", key, message=_("The agreement is registered. Now read in its price list."))
    return render_page(request, "procurement/register.html", {"crumbs": crumbs(Crumb(_("New framework agreement")))}, form=form)


@signed_in(Permission.PROCURE)
def agreement(request: HttpRequest, viewer: Viewer, agreement_key: UUID) -> HttpResponse:
    """One agreement: what holds, its price lists, and its articles with today's prices."""
    found = queries.agreement_for_page(viewer, agreement_key)
    query, only = request.GET.get("q", "").strip(), request.GET.get("visa", "")
    lines = queries.lines_for(found, viewer.on, query, only if only in ONLY else "")
    shown: dict[str, Any] = {"agreement": found, "state": _state(found.valid_from, found.valid_to, viewer.on), "query": query, "only": only}
    shown |= {
        "page": page_of(request, lines),
        "columns": listing.LINES,
        "lots": queries.lots_for(found),
        "options": queries.options_for(found),
    }
    shown |= {"details": queries.details_of(viewer, found.supplier_id), "crumbs": crumbs(Crumb(found.number))}
    shown |= {"lists": [(one, *words.decided(getattr(one, "decision", None))) for one in queries.proposals_for(viewer, found)[:10]]}
    return render_page(request, "procurement/agreement.html", shown, partial="lines")


@signed_in(Permission.PROCURE)
def supplier(request: HttpRequest, viewer: Viewer, agreement_key: UUID) -> HttpResponse:
    """What the centre knows about the agreement's supplier."""
    found = queries.agreement_for_page(viewer, agreement_key)
    known = queries.details_of(viewer, found.supplier_id)
    form = bound(SupplierForm, request, initial={name: getattr(known, name) for name in SupplierForm.base_fields if hasattr(known, name)})
    if form.is_valid():
        given = {name: text for name, text in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, describe_supplier, DescribeSupplier(found.centre_id, found.supplier.name, **given), form=form)
            return see_other(request, "procurement:agreement", found.key, message=_("Saved."))
    shown = {"title": found.supplier.name, "label": _("Save"), "crumbs": way_to(found, found.supplier.name)}
    return render_page(request, "procurement/form.html", shown, form=form)


@require_POST
@signed_in(Permission.PROCURE)
def option(request: HttpRequest, viewer: Viewer, agreement_key: UUID) -> HttpResponse:
    """An option is taken up with one press."""
    form = bound(OptionForm, request)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, take_up_option, TakeUpOption(agreement_key, form.cleaned_data["extends_to"]), form=form)
            return see_other(request, "procurement:agreement", agreement_key, message=_("The option is taken up."))
    found = queries.agreement_for_page(viewer, agreement_key)
    shown = {"title": _("Take up an option"), "label": _("Take up"), "crumbs": way_to(found, _("Option"))}
    return render_page(request, "procurement/form.html", shown, form=form)


@signed_in(Permission.PROCURE)
def end(request: HttpRequest, viewer: Viewer, agreement_key: UUID) -> HttpResponse:
    """The agreement ends before its time."""
    found = queries.agreement_for_page(viewer, agreement_key)
    form = bound(EndForm, request, initial={"last_day": today()})
    if form.is_valid():
        asked = EndAgreement(found.key, form.cleaned_data["last_day"], form.cleaned_data["reason"])
        with refusals_on(form):
            perform(viewer, end_agreement, asked, form=form)
            return see_other(request, "procurement:agreement", found.key, message=_("The agreement has a new last day."))
    shown = {"title": _("End the agreement before its time"), "label": _("End"), "crumbs": way_to(found, _("End"))}
    return render_page(request, "procurement/form.html", shown, form=form)


@signed_in(Permission.PROCURE)
def link(request: HttpRequest, viewer: Viewer, agreement_key: UUID) -> HttpResponse:
    """A line of the agreement is one of our articles."""
    found = queries.agreement_for_page(viewer, agreement_key)
    form = bound(LinkForm, request, initial={"number": request.GET.get("nummer", "")})
    if form.is_valid():
        asked = LinkLine(found.key, form.cleaned_data["number"], form.cleaned_data["article_number"].strip())
        with refusals_on(form):
            perform(viewer, link_line, asked, form=form)
            return see_other(request, "procurement:agreement", found.key, message=_("The price is now that of the article."))
    shown = {"title": _("Say which article of ours it is"), "label": _("Save"), "crumbs": way_to(found, _("Our article"))}
    return render_page(request, "procurement/form.html", shown, form=form)


def crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("Framework agreements"), reverse("procurement:list")), *last]


def way_to(found: Any, label: str) -> list[Crumb]:
    """From all agreements through one to a page of it."""
    return crumbs(Crumb(found.number, reverse("procurement:agreement", args=[found.key])), Crumb(label))


def _asked(viewer: Viewer, form: AgreementForm) -> RegisterAgreement:
    given = {name: value for name, value in form.cleaned_data.items() if name not in {"command_id", "lots", "options"}}
    lots = tuple(NewLot(number, name, int(rank or 1)) for number, name, rank in form.cleaned_data["lots"])
    options = tuple(NewOption(to, by) for to, by in form.cleaned_data["options"])
    return RegisterAgreement(viewer.centre_id, lots=lots, options=options, **given)


def _state(first: date, last: date, on: date) -> tuple[str, str]:
    """The word and colour of an agreement on a day."""
    if on < first:
        return _("Not yet in force"), "info"
    return (_("Ended"), "neutral") if on > last else (_("In force"), "success")
