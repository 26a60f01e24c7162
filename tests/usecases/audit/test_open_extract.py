"""An extract says unit and time of every reading at one care provider, and says the same each time."""

import pytest
from tests.support import log
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry
from handtag.domain.values.errors import NotFound
from handtag.usecases.audit.open_extract import OpenExtract, open_extract
from handtag.usecases.people.open_person import OpenPerson, open_person


@pytest.mark.law("PDL 8 kap. 5 §")
def test_it_tells_unit_time_and_ground_of_each_reading_and_no_readers_name(world: World) -> None:
    extract = world.run(open_extract, OpenExtract(log.extract(world)), "lova")
    assert (extract.name, extract.birth_date) == ("Dagny Dahl", "1935-05-05")
    row = extract.rows[0]
    assert (row.unit_id, row.at, row.role, row.action, row.ground) == (
        world.units["lulea_care"].pk, NOW, "prescriber", "person.opened", "care_relation",
    )  # fmt: skip
    assert "user:" not in str(extract)


@pytest.mark.law("Lag 2022:913 log")
def test_it_holds_one_care_providers_readings_and_does_not_grow(world: World) -> None:
    world.run(open_person, OpenPerson(world.key("asta")), "anna")  # of the region
    key = log.extract(world)
    log.read(world)
    assert len(world.run(open_extract, OpenExtract(key), "lova").rows) == 1
    with pytest.raises(NotFound):
        world.run(open_extract, OpenExtract(key), "rut")


def test_looking_at_it_again_is_a_reading(world: World) -> None:
    key = log.extract(world)
    before = AccessEntry.objects.count()
    world.run(open_extract, OpenExtract(key), "lova")
    assert AccessEntry.objects.count() == before + 1
