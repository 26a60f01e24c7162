"""One charge: everything it rests on, and taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.agreements.queries import compiled_version
from handtag.apps.billing import queries
from handtag.apps.stock.queries_devices import can_see
from handtag.domain.access import Permission, Viewer
from handtag.domain.billing import keeps_books_of
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.web.billing.forms import CreditForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb
from handtag.web.ui.rules import clause_words, row_answers, row_words


@signed_in(Permission.READ_INVOICE)
def charge(request: HttpRequest, viewer: Viewer, charge_id: int) -> HttpResponse:
    """Movement, days, price version, agreement version, rule and decision. Who may, credits it here; never for whom."""
    found = queries.charge_for_page(viewer, charge_id)
    form = CreditForm(request.POST if request.method == "POST" else None, kind=found.kind)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = CreditCharge(charge_id, form.cleaned_data.get("from_day"), form.cleaned_data["reason"])
            credit = perform(viewer, credit_charge, data, form=form)
            return see_other(request, "billing:charge", credit, message=_("The line is credited. This is the credit."))
    return render_page(request, "billing/charge.html", shown(viewer, found), form=form)


def shown(viewer: Viewer, charge: Any) -> dict[str, Any]:
    """The context of a charge's page: left to pay after credits, the rule's words, and what the viewer may do."""
    credits = list(charge.credited_by.all())
    left = charge.amount_ore + sum(credit.amount_ore for credit in credits)
    invoice = getattr(charge, "invoice_line", None)
    trail = [Crumb(_("Invoices"), reverse("billing:list"))]
    if invoice is not None:
        trail.append(Crumb(invoice.invoice.number, reverse("billing:invoice", args=[invoice.invoice.number])))
    may = viewer.may(Permission.CREDIT) and keeps_books_of(viewer, charge.centre_id)
    return {
        "charge": charge,
        "credits": credits,
        "left": left,
        "rule": rule_of(charge),
        "may_credit": may and charge.kind != "credit" and left != 0,
        "sees_device": charge.device is not None and can_see(viewer, charge.device.number),
        "invoice": invoice.invoice if invoice is not None else None,
        "crumbs": [*trail, Crumb(_("Line %(number)s") % {"number": charge.pk})],
    }


def rule_of(charge: Any) -> dict[str, Any]:
    """The agreement's rule that named the payer, in words, with its clause; only its id when the version has no such row."""
    document = compiled_version(charge.agreement_version_id).document
    row = next((row for table in document.tables for row in table.rows if row.id == charge.rule), None)
    if row is None:
        return {"id": charge.rule, "document": document}
    clause = document.clause_by_id[row.clause]
    return {
        "id": row.id, "document": document, "conditions": row_words(row), "answers": row_answers(row, document),
        "clause": clause_words(clause), "quote": clause.quote,
    }  # fmt: skip
