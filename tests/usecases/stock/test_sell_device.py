"""Sold: from the stores or to who has it, and gone for good."""

from datetime import date

import pytest
from tests.support.lending import lend
from tests.support.world import TODAY, World

from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.sell_device import SellDevice, sell_device
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule


def test_what_is_sold_from_the_stores_is_gone_and_its_value_is_kept(world: World) -> None:
    world.run(set_return_rule, SetReturnRule("1206", 20, 50, date(2026, 1, 1)), "eva")
    world.run(sell_device, SellDevice("D1001", "Luleå kommun", TODAY), "eva")
    device = Device.objects.get(number="D1001")
    move = device.moves.latest("pk")
    assert (device.state, device.location, move.note, move.value_ore) == ("sold", None, "Luleå kommun", 140_000)


def test_what_is_sold_to_who_has_it_is_rented_no_more(world: World) -> None:
    lend(world, "D1001", on=date(2026, 11, 1))
    world.run(sell_device, SellDevice("D1001", "Piteå kommun", TODAY), "eva")
    assert Rental.objects.get().end_on == TODAY


def test_a_blocked_device_is_not_sold(world: World) -> None:
    world.run(block_device, BlockDevice("D1001", "recall"), "filip")
    with pytest.raises(Refused) as refusal:
        world.run(sell_device, SellDevice("D1001", "Luleå kommun", TODAY), "eva")
    assert refusal.value.code == "stock.blocked"


def test_a_buyer_is_named(world: World) -> None:
    with pytest.raises(Refused):
        world.run(sell_device, SellDevice("D1001", " ", TODAY), "eva")


def test_a_store_worker_sells_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(sell_device, SellDevice("D1001", "x", TODAY), "filip")
