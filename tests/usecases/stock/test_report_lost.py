"""Nowhere at the centre: lost, with where it was looked for."""

import pytest
from tests.support.lending import lend, sent_order
from tests.support.stores import sent_transfer
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.report_lost import ReportLost, report_lost


@pytest.mark.law("MDR art. 25")
def test_it_is_in_no_store_and_nobody_is_offered_it(world: World) -> None:
    world.run(report_lost, ReportLost("D1001", "Letat på C och F", TODAY), "filip")
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location, device.holdings.get(until=None).place) == ("lost", None, "lost")
    assert device.moves.latest("pk").note == "Letat på C och F"


def test_where_it_was_looked_for_is_needed(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(report_lost, ReportLost("D1001", "", TODAY), "filip")
    assert refusal.value.code == "stock.why"


def test_what_someone_has_or_an_order_has_sent_is_not_lost_at_the_centre(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    sent_order(world, "D1002")
    for number in ("D1001", "D1002"):
        with pytest.raises(Refused) as refusal:
            world.run(report_lost, ReportLost(number, "Borta", TODAY), "filip")
        assert refusal.value.code == "stock.illegal_move"


def test_what_is_on_its_way_is_missing_when_the_rest_of_it_comes(world: World) -> None:
    sent_transfer(world, "D1001")
    with pytest.raises(Refused, match="illegal_move"):
        world.run(report_lost, ReportLost("D1001", "Borta", TODAY), "filip")


def test_a_prescriber_loses_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(report_lost, ReportLost("D1001", "x", TODAY), "anna")
