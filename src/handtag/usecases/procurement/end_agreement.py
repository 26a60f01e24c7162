"""A framework agreement ends before its time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.procurement import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

LONGEST_REASON = 400


@dataclass(frozen=True)
class EndAgreement:
    """`last_day` inclusive; `reason` is kept in the log."""

    agreement_key: UUID
    last_day: date
    reason: str


@use_case(Permission.PROCURE, audits="procurement.agreement_ended")
def end_agreement(ctx: Context, data: EndAgreement) -> None:
    """An agreement that is given notice of ends on a day that has not passed; what was bought before stands. Raises NotFound, Refused."""
    agreement = store.lock_agreement(ctx.viewer, data.agreement_key)
    ctx.require(Permission.PROCURE)
    if not data.reason.strip() or len(data.reason) > LONGEST_REASON:
        raise Refused("procurement.reason_missing", field="reason", most=LONGEST_REASON)
    if not max(ctx.today, agreement.valid_from) <= data.last_day < agreement.valid_to:
        raise Refused("procurement.bad_last_day", field="last_day")
    store.change_end(agreement, data.last_day)
    ctx.audit(
        "procurement.agreement_ended", f"framework_agreement:{agreement.key}", last_day=str(data.last_day), reason=data.reason.strip()
    )
