"""Close a case: what it asked for is done, or nothing had to be."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.handovers import store
from handtag.domain import handing_over
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SettleCase:
    case_key: UUID
    outcome: str
    note: str = ""


@use_case(Permission.PRESCRIBE, audits="handovers.case_settled")
def settle_case(ctx: Context, data: SettleCase) -> None:
    """A case is closed by the unit that answers for the prescription, once; who finds that nothing is to be done says why.

    Raises NotFound, Refused.
    """
    case = store.case_by_key(ctx.viewer, data.case_key)
    ctx.require(Permission.PRESCRIBE)
    handing_over.require_case_end(data.outcome, data.note)
    store.lock_of_case(case)
    if store.is_ended(case):
        raise Refused("handovers.case_ended")
    store.end_case(ctx.viewer, case, data.outcome, note=data.note, at=ctx.now)
    ctx.audit("handovers.case_settled", f"case:{case.key}", kind=case.kind, outcome=data.outcome)
