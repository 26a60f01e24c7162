"""Show where a person with protected identity can be found: for a stated reason, logged and committed before it is shown."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.grounds import ground_for
from handtag.domain.access import Permission
from handtag.domain.secrecy import ADDRESS_REASONS
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RevealAddress:
    person_key: UUID
    reason: str


@use_case(Permission.REVEAL_ADDRESS, audits="person.address_shown", reads=True)
def reveal_address(ctx: Context, data: RevealAddress) -> UUID:
    """Protected personal data are shown only to who needs them for a stated task (OSL 22 kap. 1 §); the log keeps the reason as ground.

    Answers with the key, never with the address: answers are kept with their commands. Raises NotFound, Refused.
    """
    person = store.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.REVEAL_ADDRESS)
    if ground_for(ctx.viewer, person) is None:
        raise NotFound("people.not_found")
    if data.reason not in ADDRESS_REASONS:
        raise Refused("people.unknown_choice", field="reason", value=data.reason, valid=ADDRESS_REASONS)
    ctx.log_access(person.key, action="person.address_shown", ground=data.reason)
    return data.person_key
