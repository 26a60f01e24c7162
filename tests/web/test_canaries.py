"""Every page and interface as every role: what belongs to others stands in no byte of any answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.support.canaries import DEVICE, FOREIGN_ORDER, ORDER, PERSON, PROTECTED, REASON, Cases, add_cases
from tests.support.pages import signed_in
from tests.support.strangers import add_strangers
from tests.support.visits import addresses, answers
from tests.support.walks import BY_BOTH, token, walk_of
from tests.support.world import PERSONS, World

from handtag.apps.audit.models import AccessEntry, AuditEntry, CommandReceipt
from handtag.apps.outbox.models import Effect
from handtag.usecases.base import clock
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.record_consent import RecordConsent, record_consent
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation

NAMES = {f"{name.capitalize()} {row[1]}" for name, row in PERSONS.items()} - {"Dagny Dahl"}
WORK = {ORDER, DEVICE, FOREIGN_ORDER}
# What of Dagny's case each may read; everyone else nothing. Who pays reads case numbers and amounts, never names or notes.
MAY_READ: dict[str, set[str]] = {
    "cilla": {*PERSON.values(), ORDER, DEVICE, FOREIGN_ORDER},
    "eva": WORK,
    "filip": WORK,
    "gun": {REASON, FOREIGN_ORDER},
    "hanna": {REASON, FOREIGN_ORDER, DEVICE},
    "kim": WORK,
    "tage": WORK,
}
NEWER = ("asa", "maj", "kim", "tage", "rolf")
VISITORS = ("anna", "cilla", "dag", "eva", "filip", "gun", "hanna", "hugo", "ivan", "siv", "far_desk", *NEWER)
NAMELESS = ("filip", "gun", "hanna", "hugo", "ivan", "siv", "maj", "tage", "rolf")  # roles that never read about persons
OWN = ("anna", "eva", "filip", "gun")  # who works with the other case: a person with protected identity
CARE = {PERSON[kind] for kind in ("need", "goal", "step", "followup", "open", "file")} | WORK
REVEALS = "people:reveal"


@pytest.fixture
def cases(world: World) -> Cases:
    add_strangers(world)
    return add_cases(world)


def numbers() -> set[str]:
    """Every identity number in every way it is written."""
    found = {row[0] for row in PERSONS.values()}
    return {form for n in found for form in (n, f"{n[:8]}-{n[8:]}", n[2:], f"{n[2:8]}-{n[8:]}")}


@pytest.mark.law("PDL 4 kap. 1–2 §§, OSL 22 kap. 1 §, OSL 25 kap., ASVS 8.2, GDPR art. 25")
@pytest.mark.parametrize("name", VISITORS)
def test_nothing_of_others_stands_in_any_answer(db: None, name: str) -> None:
    forbidden = ({*PERSON.values(), *WORK, REASON} - MAY_READ.get(name, set())) | set(PROTECTED) | (NAMES if name in NAMELESS else set())
    walk, seen, leaks = walk_of(name), set(), []
    for visit in walk.visits:
        told = visit.without(FOREIGN_ORDER, *PERSON.values())
        leaks += [f"{visit}: {word}" for word in forbidden if word in told]
        leaks += [f"{visit}: {n}" for n in numbers() if visit.name != REVEALS and n in told]
        seen |= {word for word in MAY_READ.get(name, set()) if word in told}
    assert sorted(set(leaks)) == []
    # what the role may read is really shown somewhere, so the visits do reach the pages
    assert MAY_READ.get(name, set()) - seen == set()
    logged = "\n".join(line.message for line in walk.lines)
    assert [word for word in (*PERSON.values(), *PROTECTED, *numbers()) if word in logged] == []


def test_who_works_with_the_other_case_walks_by_it_too() -> None:
    assert set(OWN) <= set(BY_BOTH)


def told(world: World, cases: Cases, name: str, enough: frozenset[str] = frozenset()) -> set[str]:
    """The canaries of Dagny's case that any answer to someone holds; looked for until there are enough, when so many are asked for."""
    found: set[str] = set()
    for visit in answers(signed_in(world, name), token(world, name), cases.theirs):
        text = visit.without(FOREIGN_ORDER, *PERSON.values())
        found |= {word for word in CARE if word in text}
        if enough and enough <= found:
            break
    return found


@pytest.mark.law("PDL 4 kap. 4 §, Lag 2022:913")
def test_what_another_care_provider_wrote_opens_with_consent_and_not_when_blocked(world: World, cases: Cases) -> None:
    """anna's unit has a relation to Dagny, whose case Luleå wrote: the relation alone opens none of it, through any address."""
    dagny = world.key("dagny")
    world.run(state_care_relation, StateCareRelation(dagny, "referral"), "anna", now=clock())
    assert told(world, cases, "anna") == set()
    consent = RecordConsent(dagny, "cohesive", "person", clock().date() + timedelta(days=30), presumed_need=True)
    world.run(record_consent, consent, "anna", now=clock())
    assert told(world, cases, "anna") == {PERSON["goal"], PERSON["open"]}
    world.run(block_records, BlockRecords(dagny, whole_provider=True, asked_by="person"), "cilla", now=clock())
    assert told(world, cases, "anna") == set()
    hers = frozenset({PERSON["goal"], PERSON["step"]})
    assert told(world, cases, "cilla", enough=hers) >= hers


@pytest.mark.law("HSLF-FS 2016:40 4 kap., ASVS 14.2")
def test_identity_numbers_are_kept_in_no_log_receipt_or_effect(world: World, cases: Cases) -> None:
    anna = signed_in(world, "anna")
    for number in (world.number("asta"), world.number("hilda"), "19330606-2383"):
        anna.post("/personer/", {"personnummer": number})
    anna.post(f"/personer/{world.key('asta')}/personnummer/")
    rows = [str(list(model.objects.values_list())) for model in (AuditEntry, AccessEntry, CommandReceipt, Effect)]
    assert [n for n in (*numbers(), "193306062383") if any(n in text for text in rows)] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        sessions = [Client().session.decode(data) for (data,) in cursor.fetchall()]
    assert [n for n in numbers() if n in str(sessions)] == []


def test_every_address_can_be_visited(cases: Cases) -> None:
    """A new page is visited by itself; one whose arguments nobody has thought of fails here."""
    found = addresses(cases.theirs)
    assert len(found) > 80
    assert [address.path for address in found if "<" in address.path] == []


def test_an_address_with_an_unknown_argument_fails_with_advice(cases: Cases) -> None:
    with pytest.raises(LookupError, match=r"say in tests/support/visits\.py"):
        cases.theirs.argument("people", "shoe_size")
