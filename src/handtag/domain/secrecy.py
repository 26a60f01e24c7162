"""What of a person's records another unit may read: within the care provider, across care providers, and where a block stands. No rows.

The care relation or other ground comes first and is not asked for here; a care provider is a principal.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handtag.domain.values.errors import Refused

LONGEST_CONSENT_DAYS = 365
CONSENTS = ("cohesive", "blocked")
"""What a person consents to: reading what other care providers have written, or what is blocked within the own."""
ASKERS = ("person", "representative")
LIFTS = ("person_asked", "emergency")
EMERGENCY_HOURS = {"life_or_health": 4, "device_failure": 4, "cannot_consent": 8}
"""Why a record is opened without relation and consent, and for how many hours."""
ADDRESS_REASONS = ("home_visit", "delivery", "urgent_contact")
GUARDIANS_BELOW = 18


class Answer(StrEnum):
    """Whether records written at one unit are open to another."""

    OPEN = "open"
    CONSENT_NEEDED = "consent_needed"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Place:
    """A unit and its care provider."""

    unit_id: int
    principal_id: int


@dataclass(frozen=True)
class Wall:
    """A block in force: on one unit's records, or with `unit_id` None on the whole care provider's."""

    principal_id: int
    unit_id: int | None

    def stands_before(self, reader: Place, origin: Place) -> bool:
        """A unit's block hides from every other unit, a care provider's from other care providers."""
        if self.principal_id != origin.principal_id:
            return False
        if self.unit_id is None:
            return reader.principal_id != origin.principal_id
        return self.unit_id == origin.unit_id != reader.unit_id


def answer_for(reader: Place, origin: Place, walls: Collection[Wall], *, consents: Collection[str] = (), emergency: bool = False) -> Answer:
    """Within a care provider a block yields to consent or emergency (Patientdatalagen 4 kap. 4–5 §§).

    Across care providers what is not blocked opens with consent or in an emergency; a block there is lifted only by who set it
    (lag 2022:913).
    """
    blocked = any(wall.stands_before(reader, origin) for wall in walls)
    if reader.principal_id == origin.principal_id:
        return Answer.OPEN if not blocked or emergency or "blocked" in consents else Answer.BLOCKED
    if blocked:
        return Answer.BLOCKED
    return Answer.OPEN if emergency or "cohesive" in consents else Answer.CONSENT_NEEDED


def emergency_ends(reason: str, words: str, opened_at: datetime) -> datetime:
    """When an emergency opening ends by itself, counted in hours that have passed, whatever the clocks on the wall do. Raises Refused."""
    if reason not in EMERGENCY_HOURS:
        raise Refused("people.unknown_emergency", field="reason", value=reason, valid=tuple(EMERGENCY_HOURS))
    if not words.strip():
        raise Refused("people.emergency_words", field="words")
    return opened_at + timedelta(hours=EMERGENCY_HOURS[reason])


def check_consent(kind: str, given_by: str, until: date, today: date, *, presumed_need: bool) -> None:
    """Consent is for one thing, from the person or who speaks for her, to a day, and the data must be presumed to matter for the care
    (lag 2022:913). Raises Refused naming the field.
    """
    for field, value, valid in (("kind", kind, CONSENTS), ("given_by", given_by, ASKERS)):
        if value not in valid:
            raise Refused("people.unknown_choice", field=field, value=value, valid=valid)
    if not today <= until < today + timedelta(days=LONGEST_CONSENT_DAYS):
        raise Refused("people.consent_days", field="until", longest=LONGEST_CONSENT_DAYS)
    if not presumed_need:
        raise Refused("people.need_not_presumed", field="presumed_need")


def check_block(asked_by: str, age: int) -> None:
    """The person asks for a block; a guardian may not block a child's records (Patientdatalagen 4 kap. 4 §). Raises Refused."""
    if asked_by not in ASKERS:
        raise Refused("people.unknown_choice", field="asked_by", value=asked_by, valid=ASKERS)
    if asked_by == "representative" and age < GUARDIANS_BELOW:
        raise Refused("people.guardian_may_not_block", field="asked_by")
