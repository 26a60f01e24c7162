"""What the plan removes is exactly what someone who reads every row with the plan in hand would say; and never too early."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.world import World

from handtag.apps.people.models import CareRelation, Person
from handtag.apps.people.secrecy import Block
from handtag.apps.prescriptions.models import Prescription, Step
from handtag.apps.retention.contents import Asked, items
from handtag.apps.retention.models import LegalHold
from handtag.domain.retention import Period, Plan, Rule
from handtag.files.retention_plans import read_plan
from handtag.usecases.base import civil_day

EXAMPLE = Path(__file__).resolve().parents[3] / "retention" / "example.yaml"
PEOPLE = ("one", "two", "three")
UNITS = ("lulea_care", "health_centre")
written = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(UNITS), st.dates(date(2020, 1, 1), date(2032, 12, 31)))
bound = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(["hold", "block", "relation"]), max_size=2)


def plan_of(records: int, identities: int) -> Plan:
    plan = read_plan(EXAMPLE)
    rules = dict(plan.rules)
    for kind, years in (("patient_records", records), ("identities", identities)):
        rules[kind] = Rule(kind, rules[kind].clock, Period(years=years), rules[kind].action, rules[kind].ground)
    return Plan(plan.decided_by, plan.decided_on, plan.case_number, rules)


def write(world: World, entries: list[tuple[str, str, date]], bindings: dict[str, str]) -> dict[str, int]:
    """Three new persons and what is written about them; answers their rows' numbers."""
    persons = {
        name: Person.objects.create(
            key=uuid4(), given_name=name, family_name=name, birth_date=date(1940, 1, 1), municipality=world.principals["lulea"],
            housing="ordinary", registered_at=datetime(2019, 1, 1, tzinfo=UTC),
        )
        for name in PEOPLE
    }  # fmt: skip
    for name, unit, day in entries:
        at = datetime.combine(day, time(8), UTC)
        made = Prescription.objects.create(
            key=uuid4(), person=persons[name], unit=world.units[unit], prescriber=world.assignments["cilla"], need="Faller",
            goal="Går", priority=1, started_at=datetime(2019, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        Step.objects.create(prescription=made, kind="information", note="Sa", taken_by="user:1", taken_on=day, recorded_at=at)
    for name, why in bindings.items():
        person, lulea, at = persons[name], world.principals["lulea"], datetime(2019, 1, 1, tzinfo=UTC)
        if why == "hold":
            LegalHold.objects.create(person=person, principal=lulea, reason="dispute", case_number="1", set_by="user:1", set_at=at)
        elif why == "block":
            Block.objects.create(person=person, principal=lulea, asked_by="person", recorded_by="user:1", recorded_at=at)
        else:
            CareRelation.objects.create(
                person=person, unit=world.units["lulea_care"], ground="referral", stated_by="user:1", valid_from=at.date(), recorded_at=at
            )
    return {name: person.pk for name, person in persons.items()}


def years_after(day: date, years: int) -> date:
    """Said the slow way: the first day whose anniversary lies behind it."""
    last = day
    while (last.year - years, last.month, last.day) <= (day.year, day.month, day.day):
        last = date.fromordinal(last.toordinal() + 1)
    return last


def oracle(
    entries: list[tuple[str, str, date]], bindings: dict[str, str], records: int, identities: int, as_of: date
) -> set[tuple[str, str]]:
    """Reads each person's entries one by one."""
    found = set()
    for name in PEOPLE:
        lulea = [day for who, unit, day in entries if who == name and unit == "lulea_care"]
        region = [day for who, unit, day in entries if who == name and unit == "health_centre"]
        if name in bindings or not lulea:
            continue
        record = all(years_after(day, records) <= as_of for day in lulea)
        if record:
            found.add(("patient_records", name))
        if record and not region and all(years_after(day, identities) <= as_of for day in lulea):
            found.add(("identities", name))
    return found


@pytest.mark.law("PDL 3 kap. 17 §")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(written, max_size=6), bound, st.integers(10, 13), st.integers(10, 13), st.dates(date(2030, 1, 1), date(2046, 12, 31))
)  # fmt: skip
def test_what_is_removed_is_what_a_naive_reader_of_the_plan_would_remove(
    world: World, entries: list[tuple[str, str, date]], bindings: dict[str, str], records: int, identities: int, as_of: date
) -> None:
    with transaction.atomic():
        names = {pk: name for name, pk in write(world, entries, bindings).items()}
        asked = Asked(world.principals["lulea"].pk, plan_of(records, identities), as_of, civil_day)
        found = {(item.kind, names[item.row_id]) for item in items(asked) if item.held is None}
        transaction.set_rollback(True)
    assert found == oracle(entries, bindings, records, identities, as_of)
