"""Whoever is shown on a page or over the interface is in the access log first; without the log nobody is shown."""

from typing import Any

import pytest
from tests.support.canaries import PERSON, Cases, add_cases
from tests.support.pages import signed_in
from tests.support.visits import answers
from tests.support.walks import token, walk_of
from tests.support.world import PERSONS, World

from handtag.apps.audit import store as audit
from handtag.apps.audit.models import AccessEntry
from handtag.apps.prescriptions.models import Prescription

# Answers that log a reading although they show no name: the person is opened before it is known what will be shown.
LOGS_MORE = {
    "ordering:cancel",
    "ordering:change",
    "ordering:receipt",
    "ordering:order",
    "prescribing:answer",
    "people:circumstances",
    "api-1:read_prescription",
    "audit:row",
    "audit:extract",
}
READERS = ("anna", "cilla", "eva", "lova")


@pytest.fixture
def cases(world: World) -> Cases:
    return add_cases(world)


def shown(text: str) -> set[str]:
    """Whose given name stands beside the family name or as a field of its own, or who is known by a canary."""
    named = {name for name, row in PERSONS.items() if f"{name.capitalize()} {row[1]}" in text or f'"{name.capitalize()}"' in text}
    return (named - {"dagny"}) | ({"dagny"} if any(word in text for word in PERSON.values()) else set())


@pytest.mark.law("PDL 4 kap. 3 §")
@pytest.mark.parametrize("name", READERS)
def test_who_is_shown_is_who_is_logged(db: None, name: str) -> None:
    walk, wrong, met = walk_of(name), [], set()
    for step in walk.steps:
        logged = {walk.names[entry.person_key] for entry in step.readings if entry.person_key}
        seen = shown(step.visit.without(*PERSON.values()))
        met |= seen
        if seen - logged or (logged - seen and step.name not in LOGS_MORE and step.status == 200):
            wrong.append(f"{step.visit}: shown {sorted(seen)}, logged {sorted(logged)}")
        assert {(entry.actor, entry.unit_id) for entry in step.readings} <= {(walk.code, walk.unit_id)}
        assert {entry.door for entry in step.readings} <= {"api" if step.path.startswith("/api/") else "page"}
    assert wrong == []
    assert met, "someone was shown"


@pytest.mark.law("PDL 4 kap. 3 §")
def test_without_the_log_nobody_is_shown(world: World, cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    key = token(world, "cilla")

    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "add_access", full)
    client = signed_in(world, "cilla")
    client.raise_request_exception = False
    failed = set()
    for visit in answers(client, key, cases.theirs):
        assert shown(visit.without(*PERSON.values())) == set(), visit
        failed |= {visit.name} if visit.status >= 500 else set()
    assert failed >= {"home:start", "people:person", "prescribing:prescription", "api-1:read_person", "api-1:read_prescription"}


def test_a_list_with_the_same_person_on_many_rows_logs_her_once(world: World, cases: Cases) -> None:
    client = signed_in(world, "cilla")
    assert client.get("/forskrivningar/").status_code == 200
    assert AccessEntry.objects.filter(action="person.listed", person_key=world.key("dagny")).count() == 1


def test_what_the_unit_may_no_longer_read_about_is_listed_without_the_person(world: World, cases: Cases) -> None:
    """The prescription goes on being the unit's work, but neither name nor need is shown, searched for or logged."""
    unit = world.units["lulea_care"]
    Prescription.objects.filter(need=PERSON["open"]).update(person=world.persons["hilda"])  # whom no unit has a relation to
    client = signed_in(world, "cilla")
    for path in ("/", "/forskrivningar/?visa=all"):
        page = client.get(path).content.decode()
        assert "Hassel" not in page
        assert PERSON["open"] not in page
    key = Prescription.objects.get(unit=unit, need=PERSON["open"]).key
    assert str(key) in client.get("/forskrivningar/?visa=all").content.decode()
    assert str(key) not in client.get(f"/forskrivningar/?visa=all&q={PERSON['open']}").content.decode()
    assert client.get(f"/forskrivningar/{key}/").status_code == 404
    assert not AccessEntry.objects.filter(person_key=world.key("hilda")).exists()
