"""The small world is what the tests say it is."""

from tests.support.world import PERSONS, World

from handtag.apps.stock.models import Device


def test_the_world_has_its_people_units_and_devices(world: World) -> None:
    assert len(world.persons) == len(PERSONS) == 8
    assert world.viewer("anna").profession == "occupational_therapist"
    assert world.viewer("gun").runs_centre
    assert not world.viewer("hanna").runs_centre
    assert Device.objects.filter(state="in_stock").count() == 15
