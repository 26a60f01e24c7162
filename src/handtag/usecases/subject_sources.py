"""The registry of everything that is kept about persons: which part of the system tells of it. A test finds what is in none of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Model

from handtag.apps.approvals import subject as approvals
from handtag.apps.audit import subject as log
from handtag.apps.billing import subject as billing
from handtag.apps.handovers import subject as handovers
from handtag.apps.orders import subject as orders
from handtag.apps.organisations.queries import unit_names
from handtag.apps.own import subject as own
from handtag.apps.people import subject as people
from handtag.apps.people.extracts import RegisterExtract, RegisterHandOut
from handtag.apps.people.identity import subject_of
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import subject as prescriptions
from handtag.apps.rentals import subject as rentals
from handtag.apps.retention import subject as retention
from handtag.apps.rights import subject as rights
from handtag.apps.stock import subject as stock
from handtag.apps.takeover import subject as takeover
from handtag.domain.access import Viewer
from handtag.domain.data_subject import handed_out, tells_where
from handtag.domain.values.extracts import Section, Subject, UnitNumber, Where

Source = Callable[[Viewer, Subject], Iterator[Section]]
SOURCES: Mapping[Source, tuple[type[Model], ...]] = {
    people.sections: people.MODELS,
    prescriptions.sections: prescriptions.MODELS,
    approvals.sections: approvals.MODELS,
    rights.sections: rights.MODELS,
    orders.sections: orders.MODELS,
    own.sections: own.MODELS,
    stock.sections: stock.MODELS,
    rentals.sections: rentals.MODELS,
    handovers.sections: handovers.MODELS,
    takeover.sections: takeover.MODELS,
    billing.sections: billing.MODELS,
    retention.sections: retention.MODELS,
    log.sections: log.MODELS,
}

SHARED = frozenset({"person", "identities"})  # the register that all care providers have together
OF_THE_LOG = frozenset({"acts", "readings", "log_extracts"})


@dataclass(frozen=True)
class Told:
    """An extract as it is read: whose, on which ground, and the sections as they may leave. `where`: with what says where she is."""

    extract_key: UUID
    name: str
    birth_date: date
    legal_ground: str
    delivery: str
    case_number: str
    made_at: datetime
    handed_at: datetime | None
    withheld_reason: str
    where: bool
    is_protected: bool
    is_partly_blocked: bool
    sections: tuple[Section, ...]


def told(viewer: Viewer, extract: RegisterExtract, handed: RegisterHandOut | None) -> Told:
    """What the extract says now. Where a protected person is stands in it only when she fetches it herself."""
    person = extract.person
    subject = subject_of(person)
    where = tells_where(extract.delivery, extract.legal_ground, protected=person.protected_identity)
    return Told(
        extract.key, f"{person.given_name} {person.family_name}", person.birth_date, extract.legal_ground, extract.delivery,
        extract.case_number, extract.made_at, handed.handed_at if handed else None, handed.withheld_reason if handed else "", where,
        person.protected_identity, people.is_partly_blocked(viewer, subject),
        handed_out(gathered(viewer, subject), handed.withheld if handed else (), where=where),
    )  # fmt: skip


def is_kept(viewer: Viewer, person: Person) -> bool:
    """Whether the care provider keeps anything of its own about the person; rows of the log alone are told of by the extract of the log."""
    found = gathered(viewer, subject_of(person))
    return any(section.rows for section in found if section.code not in SHARED | OF_THE_LOG)


def gathered(viewer: Viewer, subject: Subject) -> tuple[Section, ...]:
    """Everything that the viewer's care provider keeps about the person, section by section."""
    found = tuple(section for source in SOURCES for section in source(viewer, subject))
    numbers = {cell for section in found for row in section.rows for cell in row if isinstance(cell, UnitNumber)}
    names = unit_names(viewer, numbers)
    return tuple(Section(s.code, s.columns, tuple(tuple(_named(cell, names) for cell in row) for row in s.rows)) for s in found)


def _named(cell: object, names: Mapping[int, str]) -> object:
    return Where(names.get(cell, "")) if isinstance(cell, UnitNumber) else cell
