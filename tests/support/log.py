"""Readings of the small world's people, a review of them and an extract, at the care provider that Cilla and Lova work for."""

from datetime import timedelta
from uuid import UUID

from tests.support.world import NOW, TODAY, World

from handtag.apps.audit.models import ReviewedEntry
from handtag.usecases.audit.make_extract import MakeExtract, make_extract
from handtag.usecases.audit.record_finding import RecordFinding, record_finding
from handtag.usecases.audit.start_review import StartReview, start_review
from handtag.usecases.people.open_person import OpenPerson, open_person

RULES = ("own_record", "same_surname", "same_address", "protected_identity", "emergency", "many_lookups", "no_later_act")
REVIEW = StartReview(TODAY - timedelta(days=6), TODAY, RULES, 5)


def read(world: World) -> World:
    """Cilla opens Asta and Dagny, both of whom her unit cares for."""
    for name in ("asta", "dagny"):
        world.run(open_person, OpenPerson(world.key(name)), "cilla")
    return world


def started(world: World) -> UUID:
    """A review of the week in which Cilla read."""
    return world.run(start_review, REVIEW, "lova")


def reviewed(world: World) -> tuple[UUID, int]:
    """The review's key, and a row of it."""
    key = started(read(world))
    return key, ReviewedEntry.objects.filter(review__key=key).earliest("pk").entry_id


def looked_through(world: World) -> UUID:
    """A review in which every row has a finding."""
    key, _ = reviewed(world)
    for entry_id in ReviewedEntry.objects.filter(review__key=key).values_list("entry_id", flat=True):
        world.run(record_finding, RecordFinding(key, entry_id, "in_order"), "lova")
    return key


def extract(world: World) -> UUID:
    """Dagny's extract."""
    return world.run(make_extract, MakeExtract(read(world).number("dagny")), "lova", now=NOW)
