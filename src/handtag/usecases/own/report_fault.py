"""A person says that something she has is broken."""

from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.own import store
from handtag.domain import own
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ReportFault:
    """`is_unsafe`: somebody has been hurt by it or could be. `phone` is where she can be reached about it."""

    person_key: UUID
    device_number: str
    words: str = field(repr=False)
    is_unsafe: bool = False
    phone: str = field(default="", repr=False)


@use_case(Permission.SEE_OWN, audits="own.fault_reported")
def report_fault(ctx: Context, data: ReportFault) -> UUID:
    """Whoever has a device tells the unit that lent it and the centre that owns it what is wrong; they answer (HSLF-FS 2021:52
    5 kap.: incidents are reported by the care provider, who must be told first). Raises NotFound, Refused.
    """
    found = store.whom(ctx.viewer, data.person_key)
    ctx.require(Permission.SEE_OWN)
    device = store.lock_own_device(found, data.device_number)
    own.require_request("fault", is_waiting=store.is_waiting(device, "fault"), is_fetched=False)
    words = own.require_words(data.words)
    key = ctx.new_key()
    store.add_request(
        key=key, person=found.person, device=device, unit_id=store.lent_by(device), centre_id=device.centre_id, kind="fault",
        is_unsafe=data.is_unsafe, words=words, phone=data.phone.strip()[:40], made_by=ctx.viewer.code,
        representation=found.representation, made_at=ctx.now,
    )  # fmt: skip
    ctx.audit("own.fault_reported", f"request:{key}", device=device.number, unsafe=data.is_unsafe, ground=found.ground)
    return key
