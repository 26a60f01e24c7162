"""Tell that somebody has died, has moved to another county or has come home: all who answer for her devices get a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.handovers import store
from handtag.apps.people import store as people
from handtag.domain import handing_over
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TellEvent:
    """`kind`: deceased, moved_away, discharged or enrolled; `on` is the day it happened."""

    person_key: UUID
    kind: str
    on: date


@use_case(Permission.REGISTER_PERSON, audits="people.event_told")
def tell_event(ctx: Context, data: TellEvent) -> None:
    """Told once, it becomes a case at each unit that answers for something the person has on loan, whoever that is, so that no device
    stays behind (domain: devices of the deceased and of those who moved are listed and collected). Raises NotFound, Refused.
    """
    person = people.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.REGISTER_PERSON)
    handing_over.require_event(data.kind, data.on, today=ctx.today)
    found = handing_over.Found(data.kind, data.on, "")
    for prescription in store.prescriptions_with_rents(person):
        store.add_case(prescription, found, key=ctx.new_key(), by=ctx.viewer.code, at=ctx.now)
    # That it was told, not how many it concerns: what other units have lent is not told here.
    ctx.audit("people.event_told", f"person:{person.key}", kind=data.kind, on=data.on.isoformat())
