"""Counting once more."""

import pytest
from tests.support.stores import add_store, begin, compare, count, put
from tests.support.world import World

from handtag.apps.stores.models import Count, Stocktake
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stores.recount_stocktake import RecountStocktake, recount_stocktake


def test_the_next_round_is_counted_anew(world: World) -> None:
    add_store(world)
    put(world, "N", "D1001")
    stocktake = begin(world)
    count(world, stocktake, "D1001")
    compare(world, stocktake)
    assert world.run(recount_stocktake, RecountStocktake(stocktake), "filip") == 2
    assert not count(world, stocktake, "D1001").again
    assert list(Count.objects.order_by("pk").values_list("round", flat=True)) == [1, 2]
    assert Stocktake.objects.get().state == "counting"


def test_what_is_still_being_counted_is_not_counted_again(world: World) -> None:
    with pytest.raises(Refused, match="illegal_step"):
        world.run(recount_stocktake, RecountStocktake(begin(world, "F")), "filip")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(recount_stocktake, RecountStocktake(begin(world, "F")), "anna")
