"""A person says that she no longer needs something she has."""

from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.own import store
from handtag.domain import own
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AskReturn:
    """`words`: anything about it, such as when somebody is at home. `phone` is where she can be reached about it."""

    person_key: UUID
    device_number: str
    words: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@use_case(Permission.SEE_OWN, audits="own.return_asked")
def ask_return(ctx: Context, data: AskReturn) -> UUID:
    """What is no longer needed goes back; the unit that lent it and the centre see that she has asked, and say how it is done. Nothing is
    fetched by asking, and rent runs until the device has come back (Norrbotten report 2021, Principer för hyra). Raises NotFound, Refused.
    """
    found = store.whom(ctx.viewer, data.person_key)
    ctx.require(Permission.SEE_OWN)
    device = store.lock_own_device(found, data.device_number)
    own.require_request("return", is_waiting=store.is_waiting(device, "return"), is_fetched=store.fetching(device) is not None)
    words = own.require_words(data.words) if data.words.strip() else ""
    key = ctx.new_key()
    store.add_request(
        key=key, person=found.person, device=device, unit_id=store.lent_by(device), centre_id=device.centre_id, kind="return",
        words=words, phone=data.phone.strip()[:40], made_by=ctx.viewer.code, representation=found.representation, made_at=ctx.now,
    )  # fmt: skip
    ctx.audit("own.return_asked", f"request:{key}", device=device.number, ground=found.ground)
    return key
