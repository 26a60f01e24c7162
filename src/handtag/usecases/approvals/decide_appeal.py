"""Try an appeal: the refusal stands, or the device is approved after all."""

from dataclasses import dataclass

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

VERDICTS = ("upheld", "dismissed")


@dataclass(frozen=True)
class DecideAppeal:
    """`verdict` is upheld (it is approved) or dismissed (the refusal stands)."""

    appeal_id: int
    verdict: str
    reason: str


@use_case(Permission.DECIDE_APPEAL, audits=("approvals.upheld", "approvals.dismissed"))
def decide_appeal(ctx: Context, data: DecideAppeal) -> None:
    """Whoever the county has named for the level tries it, nobody who asked, refused or appealed, and says why (Stockholm agreement 6.4).

    Raises NotFound, Refused.
    """
    found = store.appeal_for(ctx.viewer, data.appeal_id)
    approval = store.lock_again(found.approval_id)
    ctx.require(Permission.DECIDE_APPEAL)
    appeal = store.lock_appeal(found)
    if data.verdict not in VERDICTS:
        raise Refused("approvals.unknown_verdict", field="verdict", valid=VERDICTS)
    if not data.reason.strip():
        raise Refused("approvals.reason_missing", field="reason")
    if ctx.viewer.code in {approval.asked_by, approval.decided_by, appeal.appealed_by}:
        raise Refused("approvals.own_appeal", case=str(approval))
    if appeal.verdict:
        raise Refused("approvals.tried_already", case=str(approval))
    store.note(approval, data.verdict, words=data.reason, by=ctx.viewer.code, at=ctx.now)
    store.try_appeal(appeal, data.verdict, by=ctx.viewer.code, at=ctx.now)
    ctx.audit(f"approvals.{data.verdict}", f"approval:{approval}", level=appeal.level)
