"""Who checks the log is told whom a reading was about, row by row, and that is logged."""

from uuid import uuid4

import pytest
from tests.support import log
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, ReviewedEntry
from handtag.domain.values.errors import NotFound
from handtag.usecases.audit.open_reviewed_entry import OpenReviewedEntry, open_reviewed_entry
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency


@pytest.mark.law("PDL 4 kap. 3 §")
def test_looking_at_a_row_tells_the_name_and_is_itself_a_reading(world: World) -> None:
    key, entry_id = log.reviewed(world)
    person = world.run(open_reviewed_entry, OpenReviewedEntry(key, entry_id), "lova")
    assert (person.name, person.birth_date) == ("Asta Ask", "1940-03-15")
    entry = AccessEntry.objects.latest("pk")
    assert (entry.person_key, entry.action, entry.ground, entry.data_kind) == (world.key("asta"), "person.reviewed", "log_review", "name")


def test_a_row_outside_the_review_tells_nobody(world: World) -> None:
    key, entry_id = log.reviewed(world)
    other = AccessEntry.objects.create(
        recorded_at=world.now, actor="user:1", role="desk", unit_id=1, principal_id=world.principals["lulea"].pk,
        person_key=world.key("hilda"), action="person.opened", ground="care_relation",
    )  # fmt: skip
    before = AccessEntry.objects.count()
    for command, name in (
        (OpenReviewedEntry(key, other.pk), "lova"),
        (OpenReviewedEntry(uuid4(), entry_id), "lova"),
        (OpenReviewedEntry(key, entry_id), "rut"),
    ):
        with pytest.raises(NotFound):
            world.run(open_reviewed_entry, command, name)
    assert AccessEntry.objects.count() == before


def test_why_a_record_was_opened_in_an_emergency_is_told_to_the_reviewer_alone(world: World) -> None:
    """P6: whoever breaks the glass writes for the one who checks the log, and that one reads it."""
    world.run(open_in_emergency, OpenInEmergency(world.key("hilda"), "device_failure", "Lyften stannade med henne i."), "cilla")
    key = log.started(world)
    rows = ReviewedEntry.objects.filter(review__key=key, entry__ground="emergency")
    entry_id = rows.earliest("pk").entry_id
    person = world.run(open_reviewed_entry, OpenReviewedEntry(key, entry_id), "lova")
    assert (person.emergency, person.emergency_words) == ("device_failure", "Lyften stannade med henne i.")
