"""A month of the ledger for who keeps the centre's books: what closing and invoicing will do, in numbers, and doing it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from handtag.apps.billing import queries
from handtag.apps.billing.queries_month import figures
from handtag.domain.access import Permission, Viewer
from handtag.domain.billing import keeps_books_of
from handtag.domain.values.errors import NotAllowed
from handtag.domain.values.period import Month
from handtag.usecases.billing.close_month import CloseMonth, close_month
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices
from handtag.web.billing import listing
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Crumb
from handtag.web.ui.text import kronor


@signed_in(Permission.CLOSE_MONTH)
def month(request: HttpRequest, viewer: Viewer, month: str) -> HttpResponse:
    return render_page(request, "billing/month.html", _shown(viewer, _month(month)))


@require_POST
@signed_in(Permission.CLOSE_MONTH)
def close(request: HttpRequest, viewer: Viewer, month: str) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            closed = perform(viewer, close_month, CloseMonth(viewer.centre_id, str(_month(month))), form=form)
            counted = ngettext("%(count)s rent line", "%(count)s rent lines", closed.rent_lines) % {"count": closed.rent_lines}
            said = _("%(month)s is closed: %(lines)s, %(sum)s.") % {"month": month, "lines": counted, "sum": kronor(closed.rent_ore)}
            return see_other(request, "billing:month", month, message=said)
    return render_page(request, "billing/month.html", {**_shown(viewer, _month(month)), "wrong": form}, form=form)


@require_POST
@signed_in(Permission.CLOSE_MONTH)
def issue(request: HttpRequest, viewer: Viewer, month: str) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            count = perform(viewer, issue_invoices, IssueInvoices(viewer.centre_id, str(_month(month))), form=form)
            said = ngettext("%(count)s invoice is issued.", "%(count)s invoices are issued.", count) % {"count": count}
            return see_other(request, f"{reverse('billing:list')}?manad={month}", message=said)
    return render_page(request, "billing/month.html", {**_shown(viewer, _month(month)), "wrong": form}, form=form)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404 from None


def _shown(viewer: Viewer, month: Month) -> dict[str, Any]:
    """Raises NotAllowed for a controller whose principal does not keep the centre's books."""
    if not keeps_books_of(viewer, viewer.centre_id):
        raise NotAllowed("access.refused", permission=Permission.CLOSE_MONTH.value, role=viewer.role.value)
    count, ore = queries.waiting_for_invoice(viewer, month)
    return {
        "month": month,
        "figures": figures(viewer, month, today()),
        "row": queries.month_row(viewer, month),
        "is_over": today() > month.last,
        "earlier": [one for one in queries.open_months(viewer, today()) if one < month],
        "invoices": count,
        "invoices_ore": ore,
        "close_form": CommandForm(auto_id=False),
        "issue_form": CommandForm(auto_id=False),
        "payer_columns": listing.PAYERS,
        "crumbs": [Crumb(_("Invoices"), f"{reverse('billing:list')}?manad={month}"), Crumb(str(month))],
    }
