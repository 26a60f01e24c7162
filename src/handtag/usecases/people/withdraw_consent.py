"""The person takes a consent back; nothing more is read on it."""

from dataclasses import dataclass

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawConsent:
    consent_id: int


@use_case(Permission.OPEN_ELSEWHERE, audits="people.consent_withdrawn")
def withdraw_consent(ctx: Context, data: WithdrawConsent) -> None:
    """A consent can be taken back at any time, and has no effect from then on (lag 2022:913). Raises NotFound."""
    consent = store.consent_to_withdraw(ctx.viewer, data.consent_id)
    ctx.require(Permission.OPEN_ELSEWHERE)
    store.withdraw(ctx.viewer, consent, at=ctx.now)
    ctx.audit("people.consent_withdrawn", f"person:{consent.person.key}", kind=consent.kind)
