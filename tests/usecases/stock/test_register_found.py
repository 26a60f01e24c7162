"""Found again: the one way back, with a reason and a role."""

import pytest
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.register_found import RegisterFound, register_found
from handtag.usecases.stock.report_lost import ReportLost, report_lost


@pytest.mark.law("MDR art. 25")
def test_it_is_among_the_returned_where_it_was_found(world: World) -> None:
    world.run(report_lost, ReportLost("D1001", "Borta", TODAY), "filip")
    world.run(register_found, RegisterFound("D1001", "F", "Bakom pallen", TODAY, "G-7"), "eva")
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location, device.bin) == ("returned", world.locations["F"], "G-7")


def test_nothing_is_found_that_was_not_lost_and_nothing_without_a_reason(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(register_found, RegisterFound("D1001", "C", "Där", TODAY), "eva")
    assert refusal.value.code == "stock.illegal_move"
    with pytest.raises(Refused) as refusal:
        world.run(register_found, RegisterFound("D1001", "C", "", TODAY), "eva")
    assert refusal.value.code == "stock.why"


def test_who_lost_it_does_not_find_it(world: World) -> None:
    world.run(report_lost, ReportLost("D1001", "Borta", TODAY), "filip")
    with pytest.raises(NotAllowed):
        world.run(register_found, RegisterFound("D1001", "C", "Där", TODAY), "filip")
