"""A stocktake that is put away changes nothing."""

import pytest
from tests.support.stores import add_store, begin, compare, count, device, pieces_at, put
from tests.support.world import World

from handtag.apps.stores.models import Stocktake
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stores.abandon_stocktake import AbandonStocktake, abandon_stocktake


def test_the_stock_is_as_before(world: World) -> None:
    add_store(world)
    put(world, "N", "D1001", gripper=5)
    stocktake = begin(world)
    count(world, stocktake, "60001", 1)
    compare(world, stocktake)
    world.run(abandon_stocktake, AbandonStocktake(stocktake), "filip")
    assert (device("D1001").state, pieces_at(world, "N", "gripper")) == ("in_stock", 5)
    assert Stocktake.objects.get().state == "abandoned"
    with pytest.raises(Refused, match="illegal_step"):
        world.run(abandon_stocktake, AbandonStocktake(stocktake), "filip")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(abandon_stocktake, AbandonStocktake(begin(world, "F")), "anna")
