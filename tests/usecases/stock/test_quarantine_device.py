"""Set apart: with a reason, in a place of its own, and given to nobody."""

import pytest
from tests.support.lending import allocated_order
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.apps.stock.store import candidates_for
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device


def test_it_stands_in_quarantine_where_it_was_put_and_is_offered_to_nobody(world: World) -> None:
    world.run(quarantine_device, QuarantineDevice("D1002", "Vägglöss", TODAY, "F", "K-1"), "filip")
    device = Device.objects.get(number="D1002")
    assert (device.state, device.location, device.bin) == ("quarantined", world.locations["F"], "K-1")
    assert device.holdings.get(until=None).place == "quarantine"
    assert "D1002" not in {found.number for found in candidates_for(world.articles["rollator"])}


def test_a_reason_is_needed(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(quarantine_device, QuarantineDevice("D1001", " ", TODAY), "filip")
    assert (refusal.value.code, refusal.value.field) == ("stock.why", "reason")


def test_what_is_promised_is_released_first(world: World) -> None:
    allocated_order(world, "D1001")
    with pytest.raises(Refused) as refusal:
        world.run(quarantine_device, QuarantineDevice("D1001", "Fel", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_controller_sets_nothing_apart(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(quarantine_device, QuarantineDevice("D1001", "x", TODAY), "gun")
