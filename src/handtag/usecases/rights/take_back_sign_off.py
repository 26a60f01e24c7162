"""Take back that a colleague was asked to sign."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.rights.store import signing
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TakeBackSignOff:
    sign_off_key: UUID


@use_case(Permission.PREPARE, audits="rights.sign_off_taken_back")
def take_back_sign_off(ctx: Context, data: TakeBackSignOff) -> None:
    """Anybody who prepares at the unit may, so that nothing waits for who is away. Raises NotFound."""
    found = signing.lock_waiting(ctx.viewer, data.sign_off_key)
    ctx.require(Permission.PREPARE)
    signing.close(found, "taken_back", answer="", at=ctx.now, on=ctx.today)
    ctx.audit("rights.sign_off_taken_back", f"prescription:{found.prescription.key}")
