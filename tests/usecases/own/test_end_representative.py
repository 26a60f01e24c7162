"""Staff end that somebody acts for a person, when the ground is gone."""

import pytest
from tests.support.own import HELPER, guardian
from tests.support.world import NOW, World

from handtag.db.fields import blind_index
from handtag.domain.access import own_viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import execute
from handtag.usecases.own.end_representative import EndRepresentative, end_representative
from handtag.usecases.own.open_own import OpenOwn, open_own


def test_from_then_on_nothing_is_shown(world: World) -> None:
    key = guardian(world)
    helga = own_viewer(blind_index("person", HELPER), "Helga", NOW, world.today)
    assert execute(open_own, OpenOwn(), helga, now=NOW).about.name == "Asta Ask"
    world.run(end_representative, EndRepresentative(key), "cilla")
    with pytest.raises(NotFound):
        execute(open_own, OpenOwn(), helga, now=NOW)
    with pytest.raises(NotFound):
        world.run(end_representative, EndRepresentative(key), "cilla")


def test_a_unit_without_a_relation_ends_nothing(world: World) -> None:
    key = guardian(world)
    with pytest.raises(NotFound):
        world.run(end_representative, EndRepresentative(key), "dag")
