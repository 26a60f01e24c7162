"""Reading a photo of a prescription."""

from base64 import b64decode

import pytest
from tests.support.keeping import kept
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.people.end_care_relation import EndCareRelation, end_care_relation
from handtag.usecases.prescribing.open_file import OpenFile, open_file


def test_each_reading_is_logged_with_its_ground(world: World) -> None:
    key, file = kept(world)
    found = world.run(open_file, OpenFile(key, file), "anna")
    assert b64decode(found.content).startswith(b"\x89PNG")
    entry = AccessEntry.objects.get(action="person.prescription_file_opened")
    assert (entry.person_key, bool(entry.ground)) == (world.key("bror"), True)


def test_it_is_read_only_at_the_unit_while_its_relation_lasts(world: World) -> None:
    key, file = kept(world)
    with pytest.raises(NotFound):
        world.run(open_file, OpenFile(key, file), "bo")
    with pytest.raises(NotAllowed):
        world.run(open_file, OpenFile(key, file), "eva")
    world.run(end_care_relation, EndCareRelation(world.key("bror")), "anna")
    with pytest.raises(NotFound):
        world.run(open_file, OpenFile(key, file), "anna")
    assert not AccessEntry.objects.filter(action="person.prescription_file_opened").exists()
