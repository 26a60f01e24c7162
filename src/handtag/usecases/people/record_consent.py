"""Record that a person lets the care provider read what others have written, or what is blocked within its own records."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.secrecy import check_consent
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecordConsent:
    """`kind`: `cohesive` (other care providers) or `blocked` (within the own). `given_by`: `person` or `representative`. `until`: the last
    day (inclusive). `presumed_need`: the data can be presumed to matter for the care.
    """

    person_key: UUID
    kind: str
    given_by: str
    until: date
    presumed_need: bool


@use_case(Permission.OPEN_ELSEWHERE, audits="people.consent_recorded")
def record_consent(ctx: Context, data: RecordConsent) -> int:
    """Reading across care providers asks for a care relation, a presumed need and the person's consent (lag 2022:913).

    Answers with the number of the consent. Raises NotFound, Refused naming the field.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.OPEN_ELSEWHERE)
    check_consent(data.kind, data.given_by, data.until, ctx.today, presumed_need=data.presumed_need)
    consent = store.add_consent(ctx.viewer, person, kind=data.kind, given_by=data.given_by, until=data.until, at=ctx.now)
    ctx.audit(
        "people.consent_recorded", f"person:{person.key}", kind=data.kind, given_by=data.given_by, until=data.until.isoformat()
    )  # fmt: skip
    return consent.pk
