"""What is to be passed on is told of to the owner's desk, logged person by person, and nothing is changed by looking."""

from datetime import date

from tests.support.centres import lent_to_a_child
from tests.support.lending import at
from tests.support.stores import device
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.usecases.stores.list_passings import ListPassings, list_passings


def test_looking_changes_nothing_and_is_logged(world: World) -> None:
    number = lent_to_a_child(world)
    before = device(number)
    for _ in range(2):
        found = world.run(list_passings, ListPassings(), "eva", now=at(date(2027, 1, 4)))
    assert [row.device_number for row in found.rows] == [number]
    assert (device(number).centre, device(number).article) == (before.centre, before.article)
    assert AuditEntry.objects.filter(action="stores.passings_listed").count() == 2
