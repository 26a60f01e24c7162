"""Sign what a colleague has prepared: from then on it is one's own prescription."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.rights import store
from handtag.apps.rights.store import signing
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import choose


@dataclass(frozen=True)
class SignPrescription:
    """`followed`: the signer followed the case from need to choice, so that it counts as supervised; `answer` is for who asked."""

    sign_off_key: UUID
    followed: bool = False
    answer: str = ""


@use_case(Permission.PRESCRIBE, audits="rights.signed")
def sign_prescription(ctx: Context, data: SignPrescription) -> int:
    """Who signs is the one who prescribes, on their own right and by the agreement's answer of today (HSLF-FS 2021:52 3 kap.).

    Answers the decision's number. Raises NotFound, Refused: the right is missing, or the agreement says no.
    """
    found = signing.lock_asked_of(ctx.viewer, data.sign_off_key)
    prescription = prescriptions.lock_prescription(ctx.viewer, found.prescription.key)
    ctx.require(Permission.PRESCRIBE)
    stored, decision = choose(ctx, prescription, found.article, {})
    signing.take_over(prescription, store.own_assignment(ctx.viewer))
    signing.sign(found, stored, answer=data.answer.strip(), followed=data.followed, at=ctx.now, on=ctx.today)
    prescriptions.add_step(prescription, kind="signed", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit(
        "rights.signed", f"prescription:{prescription.key}", article=found.article.number, asked_by=found.asked_by.user_id,
        payer=decision.payer, followed=data.followed,
    )  # fmt: skip
    return stored.pk
