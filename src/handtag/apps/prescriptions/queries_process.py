"""What belongs to a prescription besides need and decision, as pages and use cases read it. No writes, no rules."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from handtag.apps.people.identity import subject_of
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import hidden_from
from handtag.apps.prescriptions.process import RememberedFact
from handtag.domain.access import Viewer
from handtag.domain.agreement.facts import parse_facts
from handtag.domain.process import still_holds


@dataclass(frozen=True)
class Said:
    """What was said of a person, as a typed fact, and the day."""

    value: object
    on: date


def remembered(viewer: Viewer, person: Person, on: date) -> dict[str, Said]:
    """What the viewer's care provider was told of the person, that no block hides from the viewer and that is taken to hold on the day."""
    rows: QuerySet[RememberedFact] = RememberedFact.objects.visible_to(viewer)
    rows = rows.filter(person_id__in=subject_of(person).ids)
    rows = rows.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    latest = {row.fact: row for row in rows.order_by("said_on", "pk")}
    holds = {name: row for name, row in latest.items() if row.value and still_holds(name, row.said_on, person.birth_date, on)}
    typed = parse_facts({name: row.value for name, row in holds.items()})
    return {name: Said(typed[name], row.said_on) for name, row in holds.items()}
