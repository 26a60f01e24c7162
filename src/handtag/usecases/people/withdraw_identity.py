"""The number that a person was given last was not hers: undo it."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawIdentity:
    """`identity_id`: the number that is undone, so that a later one is not undone in its place."""

    person_key: UUID
    identity_id: int


@use_case(Permission.REGISTER_PERSON, audits="people.identity_withdrawn")
def withdraw_identity(ctx: Context, data: WithdrawIdentity) -> None:
    """The person goes by the number she had before, and the mistaken one can be given to whose it is. The first number stays.

    Raises NotFound.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.REGISTER_PERSON)
    row = store.number_to_withdraw(person, data.identity_id)
    store.withdraw_number(ctx.viewer, person, row, at=ctx.now)
    ctx.audit("people.identity_withdrawn", f"person:{person.key}", kind=row.kind)
