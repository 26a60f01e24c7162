"""What other units have prescribed for a person, as far as ground, consent and blocks let the viewer read. No writes, no rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handtag.apps.people.grounds import consents_of, ground_for, walls_around
from handtag.apps.people.identity import leads_to, subject_of
from handtag.apps.people.models import Person
from handtag.apps.people.queries import MASK
from handtag.apps.prescriptions.models import Prescription
from handtag.domain.access import Viewer
from handtag.domain.secrecy import Answer, Place, answer_for
from handtag.domain.values.errors import NotFound
from handtag.domain.values.protected import ProtectedText


@dataclass(frozen=True)
class Record:
    """One prescription of another unit. Of a protected person it is not told where."""

    what: str
    goal: str
    state: str
    started_at: datetime
    unit: ProtectedText
    care_provider: ProtectedText
    is_ours: bool


@dataclass(frozen=True)
class Elsewhere:
    """`blocked_here` and `blocked_across`: that something is hidden, within the care provider and at others. `holders`: in an emergency,
    the care providers to call about it.
    """

    records: list[Record]
    blocked_here: bool
    blocked_across: bool
    holders: tuple[ProtectedText, ...]


def records_elsewhere(viewer: Viewer, key: UUID, *, across: bool) -> Elsewhere:
    """The use case open_elsewhere has logged the reading first; `across` is what it was asked for. Raises NotFound."""
    person: Person | None = Person.objects.visible_to(viewer).filter(leads_to(key)).first()
    ground = ground_for(viewer, person) if person else None
    if person is None or ground is None:
        raise NotFound("people.not_found")
    emergency = ground.ends_at is not None
    reader, walls = Place(viewer.unit_id, viewer.principal_id), walls_around(person)
    consents = consents_of(viewer, person) if across else consents_of(viewer, person) - {"cohesive"}
    written = Prescription.of_records(subject_of(person).ids).exclude(unit_id=viewer.unit_id)
    records: list[Record] = []
    others: dict[int, str] = {}
    here = False
    for one in written.select_related("unit__principal", "article").order_by("-started_at", "-pk"):
        origin = Place(one.unit_id, one.unit.principal_id)
        ours = origin.principal_id == reader.principal_id
        answer = answer_for(reader, origin, walls, consents=consents, emergency=emergency and (ours or across))
        if answer is Answer.OPEN:
            records.append(_record(person, one, is_ours=ours))
        elif answer is Answer.BLOCKED:
            here = here or ours
            others |= {} if ours else {origin.principal_id: one.unit.principal.name}
    holders = tuple(_protected(person, name) for name in others.values()) if emergency else ()
    return Elsewhere(records, here, bool(others), holders)


def _record(person: Person, one: Prescription, *, is_ours: bool) -> Record:
    return Record(
        what=one.article.name if one.article else one.need,
        goal=one.goal,
        state=one.state,
        started_at=one.started_at,
        unit=_protected(person, one.unit.name),
        care_provider=_protected(person, one.unit.principal.name),
        is_ours=is_ours,
    )


def _protected(person: Person, text: str) -> ProtectedText:
    return ProtectedText(text, person.protected_identity, MASK)
