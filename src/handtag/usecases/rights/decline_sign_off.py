"""Say no to signing what a colleague has prepared, and why."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.rights.store import signing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DeclineSignOff:
    sign_off_key: UUID
    answer: str


@use_case(Permission.PRESCRIBE, audits="rights.sign_off_declined")
def decline_sign_off(ctx: Context, data: DeclineSignOff) -> None:
    """The prescription stays whose it was, and who asked is told why. Raises NotFound, Refused without an answer."""
    found = signing.lock_asked_of(ctx.viewer, data.sign_off_key)
    ctx.require(Permission.PRESCRIBE)
    if not data.answer.strip():
        raise Refused("rights.words_missing", field="answer")
    signing.close(found, "declined", answer=data.answer.strip(), at=ctx.now, on=ctx.today)
    ctx.audit("rights.sign_off_declined", f"prescription:{found.prescription.key}", asked_by=found.asked_by.user_id)
