"""A closed month becomes invoices: one per payer and cost centre, numbered without gaps."""

from dataclasses import dataclass
from itertools import groupby

from handtag.apps.billing import store as billing
from handtag.apps.billing.models import Charge
from handtag.apps.organisations import store as organisations
from handtag.domain.access import Permission
from handtag.domain.billing import keeps_books_of, parse_month
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class IssueInvoices:
    """`month` is written `2026-10`."""

    centre_id: int
    month: str


@use_case(Permission.CLOSE_MONTH, audits="billing.invoices_issued")
def issue_invoices(ctx: Context, data: IssueInvoices) -> int:
    """Everything charged in the month, credits too, once: run again it finds nothing left and issues nothing.

    Answers the number of invoices issued now. Raises NotFound, Refused when the month is open.
    """
    centre = organisations.centre_by_id(data.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.CLOSE_MONTH, within=keeps_books_of(ctx.viewer, centre.pk))
    month = parse_month(data.month)
    row = billing.lock_month(centre.pk, month)
    if row.closed_at is None:
        raise Refused("billing.month_still_open", field="month", month=str(month))
    issued = 0
    for _, same in groupby(billing.charges_to_invoice(row), _recipient):
        number = organisations.take_number(centre.pk, "invoice")
        billing.add_invoice(row, number, list(same), on=ctx.today, by=ctx.viewer.code)
        issued += 1
    ctx.audit("billing.invoices_issued", f"centre:{centre.pk}", month=str(month), invoices=issued)
    return issued


def _recipient(charge: Charge) -> tuple[int, int]:
    return charge.payer_id, charge.cost_centre_id
