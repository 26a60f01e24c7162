"""Out of quarantine: in stock when nothing was wrong, else to be inspected."""

import pytest
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device
from handtag.usecases.stock.release_from_quarantine import ReleaseFromQuarantine, release_from_quarantine


@pytest.mark.parametrize(("nothing_wrong", "state"), [(True, "in_stock"), (False, "returned")])
def test_where_it_goes_depends_on_what_was_found(world: World, nothing_wrong: bool, state: str) -> None:
    world.run(quarantine_device, QuarantineDevice("D1001", "Läcker?", TODAY), "filip")
    data = ReleaseFromQuarantine("D1001", nothing_wrong, TODAY, "Torr", "A-02")
    assert world.run(release_from_quarantine, data, "filip") == state
    device = Device.objects.get(number="D1001")
    assert (device.available_since, device.bin) == (TODAY if nothing_wrong else None, "A-02")


def test_what_is_not_in_quarantine_is_not_released(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(release_from_quarantine, ReleaseFromQuarantine("D1001", True, TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_prescriber_releases_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(release_from_quarantine, ReleaseFromQuarantine("D1001", True, TODAY), "anna")
