"""Which rows a review looks at follows from rules and chance."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support import log
from tests.support.world import NOW, TODAY, World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AccessEntry, LogReview, ReviewedEntry
from handtag.apps.people.models import Person
from handtag.domain.values.errors import Refused
from handtag.usecases.audit.start_review import start_review
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription


def rules_of(world: World, name: str) -> set[str]:
    row = ReviewedEntry.objects.get(review=LogReview.objects.latest("pk"), entry__person_key=world.key(name))
    return set(row.rules)


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_each_rule_finds_its_reading(world: World) -> None:
    """Cilla Dahl reads Dagny Dahl, in whose house a Cilla Dahl lives, and Frida, whose identity is protected, as an emergency."""
    User.objects.filter(username="cilla").update(name="Cilla Dahl")
    Person.objects.filter(pk=world.persons["hilda"].pk).update(given_name="Cilla", family_name="Dahl", address="DAHLVÄGEN  1")
    hilda = Person.objects.get(pk=world.persons["hilda"].pk)
    hilda.address = "DAHLVÄGEN  1"
    hilda.save()
    log.read(world)
    world.run(open_in_emergency, OpenInEmergency(world.key("frida"), "life_or_health", "Medvetslös"), "cilla")
    world.run(state_care_relation, StateCareRelation(world.key("hilda"), "referral"), "cilla")
    for name in ("frida", "hilda"):
        world.run(open_person, OpenPerson(world.key(name)), "cilla")
    started = StartPrescription(world.key("asta"), "Svårt att gå", "Kunna gå ut", 2)
    world.run(start_prescription, started, "cilla", now=NOW + timedelta(hours=1))
    world.run(start_review, replace(log.REVIEW, lookups_per_hour=3), "lova", now=NOW + timedelta(hours=2))
    assert rules_of(world, "dagny") == {"same_surname", "same_address", "no_later_act"}
    assert rules_of(world, "hilda") == {"own_record", "no_later_act", "many_lookups"}
    assert rules_of(world, "frida") == {"protected_identity", "emergency", "no_later_act", "many_lookups"}
    assert rules_of(world, "asta") == set()  # drawn by chance: something was done for her


def test_the_protocol_keeps_what_is_needed_to_choose_the_same_rows_again(world: World) -> None:
    log.started(log.read(world))
    review = LogReview.objects.get()
    assert (review.principal_id, review.started_by) == (world.principals["lulea"].pk, world.viewer("lova").code)
    assert (review.rules, review.sample_size, review.readings) == (list(log.RULES), 5, 2)
    assert review.seed > 0


def test_a_care_provider_reviews_its_own_log_alone(world: World) -> None:
    log.read(world)
    with pytest.raises(Refused, match="nothing_to_review"):
        world.run(start_review, log.REVIEW, "rut")
    assert not LogReview.objects.exists()


def test_what_reviewers_read_is_not_what_they_review(world: World) -> None:
    log.extract(world)
    log.started(world)
    chosen = AccessEntry.objects.filter(reviewed__isnull=False).values_list("action", flat=True)
    assert set(chosen) == {"person.opened"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"last_day": TODAY - timedelta(days=9)}, "audit.days_in_order"),
        ({"last_day": TODAY + timedelta(days=1)}, "audit.day_in_future"),
        ({"first_day": TODAY - timedelta(days=92)}, "audit.period_too_long"),
        ({"rules": ("astrology",)}, "audit.unknown_rule"),
        ({"sample_size": 501}, "audit.sample_size"),
        ({"lookups_per_hour": 0}, "audit.limits"),
        ({"lookups_per_hour": 10**30}, "audit.limits"),
        ({"first_day": date.min, "last_day": date.min}, "audit.nothing_to_review"),
        ({"rules": (), "sample_size": 0}, "audit.nothing_to_review"),
    ],
)
def test_a_review_that_cannot_be_made_is_refused_with_the_field(world: World, change: dict[str, object], code: str) -> None:
    log.read(world)
    with pytest.raises(Refused) as refused:
        world.run(start_review, replace(log.REVIEW, **change), "lova")
    assert refused.value.code == code
    assert not LogReview.objects.exists()
