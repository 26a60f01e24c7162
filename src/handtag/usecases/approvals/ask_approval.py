"""Ask for the approval that a prescription needs."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handtag.apps.approvals import store
from handtag.apps.approvals.models import LONGEST
from handtag.apps.prescriptions import store as prescriptions
from handtag.domain.access import Permission
from handtag.domain.approving import EXPECTED_MONTHS, Forecast
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

LONGEST_MONTHS = 240


@dataclass(frozen=True)
class AskApproval:
    """`motive` is read by who decides, who takes no part in the care: nothing that tells who it is for. `months` and `pieces` are what
    the forecast counts with.
    """

    approval_key: UUID
    motive: str
    months: int = EXPECTED_MONTHS
    pieces: int = 1


@use_case(Permission.PRESCRIBE, audits="approvals.asked")
def ask_approval(ctx: Context, data: AskApproval) -> str:
    """The prescriber asks, and the clock of whoever decides begins; the forecast is rent a month times the expected time, or the price.

    Answers the day by which an answer is due. Raises NotFound, Refused naming the field.
    """
    approval = store.lock_approval(ctx.viewer, data.approval_key)
    ctx.require(Permission.PRESCRIBE)
    if not data.motive.strip():
        raise Refused("approvals.motive_missing", field="motive")
    if not 1 <= data.months <= LONGEST_MONTHS:
        raise Refused("approvals.bad_months", field="months", longest=LONGEST_MONTHS)
    if data.pieces < 1:
        raise Refused("approvals.bad_pieces", field="pieces")
    forecast = Forecast(approval.unit_ore, approval.is_rent, data.pieces, data.months)
    due = ctx.today + timedelta(days=approval.days)
    store.note(
        approval, "asked", words="", by=ctx.viewer.code, at=ctx.now, motive=data.motive.strip()[:LONGEST], months=data.months,
        pieces=data.pieces, total_ore=forecast.total_ore, asked_by=ctx.viewer.code, asked_at=ctx.now, due_on=due,
    )  # fmt: skip
    prescription = approval.prescription
    prescriptions.add_step(prescription, kind="approval_asked", note=str(approval), taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("approvals.asked", f"prescription:{prescription.key}", case=str(approval), decider=approval.decider, due=due.isoformat())
    return due.isoformat()
