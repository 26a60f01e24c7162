"""The principal gives back a right that it withdrew."""

from dataclasses import dataclass

from handtag.apps.rights import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class GiveBackRight:
    withdrawal_id: int
    words: str


@use_case(Permission.MANAGE_RIGHTS, audits="rights.given_back")
def give_back_right(ctx: Context, data: GiveBackRight) -> None:
    """From now on the prescriber has again what was earned; both moments stand for ever. Raises NotFound, Refused without a reason."""
    withdrawal = store.lock_withdrawal(ctx.viewer, data.withdrawal_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    if not data.words.strip():
        raise Refused("rights.words_missing", field="words")
    if withdrawal.user_id == ctx.viewer.user_id:
        raise Refused("rights.own_request")
    store.give_back(withdrawal, words=data.words.strip(), by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.given_back", f"user:{withdrawal.user_id}", withdrawal=withdrawal.pk)
