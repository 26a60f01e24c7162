"""Back from the workshop or the supplier: to be inspected."""

import pytest
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.receive_from_repair import ReceiveFromRepair, receive_from_repair
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair


@pytest.mark.parametrize("to", ["workshop", "supplier"])
def test_it_is_among_the_returned_and_the_ledger_says_where_from(world: World, to: str) -> None:
    world.run(send_for_repair, SendForRepair("D1001", to, TODAY), "filip")
    assert world.run(receive_from_repair, ReceiveFromRepair("D1001", "F", TODAY, "R-1", "Ny broms"), "filip") == "returned"
    device = Device.objects.get(number="D1001")
    assert (device.location, device.bin, device.moves.latest("pk").kind) == (world.locations["F"], "R-1", f"came_from_{to}")


def test_what_was_not_sent_does_not_come_back(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(receive_from_repair, ReceiveFromRepair("D1001", "C", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_prescriber_receives_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(receive_from_repair, ReceiveFromRepair("D1001", "C", TODAY), "anna")
