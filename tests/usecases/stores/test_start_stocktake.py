"""A stocktake begins."""

import pytest
from tests.support.stores import add_store, begin
from tests.support.world import World

from handtag.apps.stores.models import Stocktake
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.abandon_stocktake import AbandonStocktake, abandon_stocktake
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake


def test_a_store_or_an_area_of_it_is_counted(world: World) -> None:
    first = Stocktake.objects.get(pk=begin(world, "C", "A"))
    assert (first.location, first.area, first.state, first.round, first.started_by) == (
        world.locations["C"], "A", "counting", 1, world.viewer("filip").code,
    )  # fmt: skip
    begin(world, "C", "B")
    begin(world, "F")
    assert Stocktake.objects.count() == 3


@pytest.mark.parametrize("area", ["", "A", "A01", "A0"])
def test_nothing_is_counted_twice_at_once(world: World, area: str) -> None:
    begin(world, "C", "A0")
    with pytest.raises(Refused) as refusal:
        begin(world, "C", area)
    assert (refusal.value.code, refusal.value.params["area"]) == ("stocktaking.counted_already", "A0")


def test_what_was_put_away_is_counted_again(world: World) -> None:
    world.run(abandon_stocktake, AbandonStocktake(begin(world, "C")), "filip")
    begin(world, "C", "A")


def test_unknown_kinds_and_stores_are_refused(world: World) -> None:
    with pytest.raises(Refused, match="unknown_choice"):
        world.run(start_stocktake, StartStocktake("C", kind="weekly"), "filip")
    with pytest.raises(NotFound):
        begin(world, "X")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    add_store(world)
    for name in ("anna", "inga", "gun"):
        with pytest.raises(NotAllowed):
            begin(world, by=name)
