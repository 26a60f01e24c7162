"""What was counted against the books."""

import pytest
from tests.support.lending import lend
from tests.support.stores import add_store, begin, compare, count, level, put
from tests.support.world import World

from handtag.apps.stores.models import Difference
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stores.recount_stocktake import RecountStocktake, recount_stocktake


@pytest.fixture
def store(world: World) -> World:
    add_store(world)
    put(world, "N", "D1001", "D1002", gripper=5, catheter=10)
    return world


def test_what_differs_is_found_and_has_a_value(store: World) -> None:
    stocktake = begin(store)
    count(store, stocktake, "D1001")
    count(store, stocktake, "60001", 3)
    count(store, stocktake, "40001", 12)
    assert compare(store, stocktake) == [
        ("missing", "D1002", 1, 0), ("shortage", "60001", 5, 3), ("surplus", "40001", 10, 12),
    ]  # fmt: skip
    values = dict(Difference.objects.values_list("cause", "value_ore"))
    assert values == {"missing": -246_666, "shortage": -30_000, "surplus": 4_000}  # 74 of 84 months are left of 2 800 kr


def test_nothing_differs(store: World) -> None:
    stocktake = begin(store)
    for number in ("D1001", "D1002"):
        count(store, stocktake, number)
    count(store, stocktake, "60001", 5)
    count(store, stocktake, "40001", 10)
    assert compare(store, stocktake) == []


def test_pieces_that_nobody_has_counted_are_named(store: World) -> None:
    stocktake = begin(store)
    count(store, stocktake, "60001", 5)
    with pytest.raises(Refused) as refusal:
        compare(store, stocktake)
    assert refusal.value.params["articles"] == ("40001",)


def test_pieces_taken_after_the_count_are_no_difference(store: World) -> None:
    from handtag.apps.stock.store import change_balance

    stocktake = begin(store)
    count(store, stocktake, "60001", 5)
    count(store, stocktake, "40001", 10)
    change_balance(
        store.articles["gripper"], store.locations["N"], -2, kind="picked", on=store.today, recorded_at=store.now, moved_by="user:1"
    )
    assert [cause for cause, *_ in compare(store, stocktake)] == ["missing", "missing"]


def test_a_device_that_left_or_came_while_it_was_counted_is_not_missing(store: World) -> None:
    stocktake = begin(store)
    later = store.now.replace(hour=10)
    store.run(move_device, MoveDevice("D1001", "C", "", store.today), "filip", now=later)
    store.run(move_device, MoveDevice("D1003", "N", "H-02", store.today), "filip", now=later)
    count(store, stocktake, "60001", 5)
    count(store, stocktake, "40001", 10)
    assert compare(store, stocktake) == [("missing", "D1002", 1, 0)]


def test_what_stands_in_the_wrong_place_is_told_apart(store: World) -> None:
    lend(store, "D1003", on=store.today)
    stocktake = begin(store)
    for number, bin in (("D1001", "H-01"), ("D1002", "H-07"), ("D1003", ""), ("D2001", "H-02")):
        count(store, stocktake, number, bin=bin)
    count(store, stocktake, "60001", 5)
    count(store, stocktake, "40001", 10)
    assert compare(store, stocktake) == [
        ("elsewhere", "D1003", 0, 1), ("misplaced", "D1002", 1, 1), ("misplaced", "D2001", 0, 1),
    ]  # fmt: skip


def test_an_area_is_its_bins_and_the_pieces_that_lie_there(store: World) -> None:
    level(store, "N", "catheter", 1, 1, bin="H-03")
    put(store, "N", "D1003", bin="J-01")
    stocktake = begin(store, area="H")
    count(store, stocktake, "D1001")
    count(store, stocktake, "40001", 10)
    assert compare(store, stocktake) == [("missing", "D1002", 1, 0)]


def test_counted_again_the_last_count_stands(store: World) -> None:
    stocktake = begin(store)
    count(store, stocktake, "D1001")
    count(store, stocktake, "60001", 3)
    count(store, stocktake, "40001", 10)
    compare(store, stocktake)
    assert store.run(recount_stocktake, RecountStocktake(stocktake), "filip") == 2
    count(store, stocktake, "60001", 5)
    count(store, stocktake, "D1002")
    assert compare(store, stocktake) == []


def test_who_does_not_handle_stock_may_not(store: World) -> None:
    with pytest.raises(NotAllowed):
        compare(store, begin(store), by="inga")


def test_what_is_compared_is_not_compared_again_without_a_recount(store: World) -> None:
    stocktake = begin(store, "F")
    compare(store, stocktake)
    with pytest.raises(Refused, match="illegal_step"):
        compare(store, stocktake)
