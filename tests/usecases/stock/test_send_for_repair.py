"""To the workshop, or back to the supplier."""

import pytest
from tests.support.lending import lend
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair


@pytest.mark.parametrize("to", ["workshop", "supplier"])
def test_it_is_there_and_on_no_shelf(world: World, to: str) -> None:
    assert world.run(send_for_repair, SendForRepair("D1001", to, TODAY, "Broms"), "filip") == f"at_{to}"
    device = Device.objects.get(number="D1001")
    assert (device.location, device.holdings.get(until=None).place) == (None, to)


def test_somewhere_else_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(send_for_repair, SendForRepair("D1001", "garage", TODAY), "filip")
    assert (refusal.value.code, refusal.value.field) == ("stock.repaired_where", "to")


def test_what_someone_has_is_not_sent(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    with pytest.raises(Refused) as refusal:
        world.run(send_for_repair, SendForRepair("D1001", "workshop", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_prescriber_sends_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(send_for_repair, SendForRepair("D1001", "workshop", TODAY), "anna")
