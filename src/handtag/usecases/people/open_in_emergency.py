"""Open a person's records when life or health cannot wait for a relation or a consent: for some hours, and for review afterwards."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.grounds import EMERGENCY
from handtag.domain.access import Permission
from handtag.domain.secrecy import emergency_ends
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenInEmergency:
    """`reason` is one of a closed list, `words` says what has happened: kept encrypted, shown to who reviews the log."""

    person_key: UUID
    reason: str
    words: str = field(repr=False)


@use_case(Permission.OPEN_IN_EMERGENCY, audits="people.opened_in_emergency")
def open_in_emergency(ctx: Context, data: OpenInEmergency) -> datetime:
    """When the person's consent cannot be had and the care cannot wait, the record opens to one user for some hours and closes by itself
    (Patientdatalagen 4 kap. 5 §, lag 2022:913). Everything read meanwhile is logged on the ground `emergency`.

    Answers when it ends. Raises NotFound, Refused.
    """
    person = store.person_by_key(data.person_key)
    ctx.require(Permission.OPEN_IN_EMERGENCY)
    ends_at = emergency_ends(data.reason, data.words, ctx.now)
    store.add_opening(ctx.viewer, person, reason=data.reason, words=data.words.strip(), opened_at=ctx.now, ends_at=ends_at)
    ctx.audit("people.opened_in_emergency", f"person:{person.key}", reason=data.reason, ends_at=ends_at.isoformat())
    ctx.log_access(person.key, action="person.emergency_opened", ground=EMERGENCY)
    return ends_at
