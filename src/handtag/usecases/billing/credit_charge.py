"""A charge that should not have been made, wholly or from a day on, is taken back with a new row in the open month."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.billing.models import Charge
from handtag.domain.access import Permission
from handtag.domain.billing import Charged, Credited, credit, keeps_books_of
from handtag.domain.stock import check_day
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CreditCharge:
    """`from_day` is the first day that is taken back; None takes back the whole line."""

    charge_id: int
    from_day: date | None
    reason: str


@use_case(Permission.CREDIT, audits="billing.credited")
def credit_charge(ctx: Context, data: CreditCharge) -> int:
    """Nothing charged is ever changed: rent and credits together are the rent of the kept days, and never below nothing.

    Answers the credit's id. Raises NotFound, Refused.
    """
    ctx.require(Permission.CREDIT)
    closed_through = billing.lock_books(ctx.viewer.centre_id, ctx.today, ctx.today)
    charge = billing.lock_charge(ctx.viewer, data.charge_id)
    ctx.require(Permission.CREDIT, within=keeps_books_of(ctx.viewer, charge.centre_id))
    if not data.reason.strip():
        raise Refused("billing.reason_missing", field="reason")
    check_day(ctx.today, today=ctx.today, closed_through=closed_through)
    credited = credit(_charged(charge), monthly_ore=charge.price_version.amount_ore, from_day=data.from_day)
    month = billing.lock_month(charge.centre_id, Month.of(ctx.today))
    row = billing.add_credit(month, charge, credited, reason=data.reason.strip()[:200], at=ctx.now)
    ctx.audit("billing.credited", f"charge:{charge.pk}", amount_ore=credited.amount_ore, credit=row.pk)
    return int(row.pk)


def _charged(charge: Charge) -> Charged:
    credits = [Credited(row.first_day, row.last_day, row.quantity, row.amount_ore) for row in billing.credits_of(charge)]
    return Charged(charge.kind, charge.first_day, charge.last_day, charge.quantity, charge.amount_ore, tuple(credits))
