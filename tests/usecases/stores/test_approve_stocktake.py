"""Approval by another person puts the stock right, with a cause."""

import pytest
from tests.support.lending import allocated_order, lend
from tests.support.stores import add_store, approve, begin, compare, count, device, level, pieces_at, put, wanted_at
from tests.support.world import World

from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.orders.models import OrderLine
from handtag.apps.stock.models import CountedMove, Move
from handtag.apps.stock.store import change_balance
from handtag.apps.stores.models import Difference, Shortage, Stocktake
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.move_device import MoveDevice, move_device


def counted(world: World, code: str = "N", *numbers: str, gripper: int = 5) -> int:
    """A stocktake where these devices and so many gripping tongs were found, compared."""
    stocktake = begin(world, code)
    for number in numbers:
        count(world, stocktake, number)
    count(world, stocktake, "60001", gripper)
    compare(world, stocktake)
    return stocktake


@pytest.fixture
def store(world: World) -> World:
    add_store(world)
    put(world, "N", "D1001", "D1002", gripper=5)
    return world


def outcomes() -> dict[str, str]:
    return {d.device.number if d.device else d.article.number: d.outcome for d in Difference.objects.all()}


def test_the_stock_is_put_right_by_moves_with_their_cause(store: World) -> None:
    stocktake = counted(store, "N", "D1001", "D2001", gripper=3)
    done = approve(store, stocktake)
    assert (done.posted, done.moved_meanwhile, done.by_hand, done.shortages_ore) == (3, 0, 0, 0)
    assert device("D1002").state == "lost"
    assert (device("D2001").location, device("D2001").state) == (store.locations["N"], "in_stock")
    assert pieces_at(store, "N", "gripper") == 3
    number = Stocktake.objects.get().number
    assert {(m.kind, m.note) for m in Move.objects.filter(note=number)} == {("lost", number), ("moved", number)}
    row = CountedMove.objects.get(kind="counted")
    assert (row.quantity, row.order_number) == (-2, number)


def test_who_has_had_a_hand_in_it_does_not_approve(store: World) -> None:
    stocktake = begin(store)
    count(store, stocktake, "60001", 5, by="eva")
    compare(store, stocktake)
    with pytest.raises(Refused, match="own_count"):
        approve(store, stocktake, by="eva")
    approve(store, stocktake, by="inga")
    assert Stocktake.objects.get().ended_by == store.viewer("inga").code


def test_who_started_or_compared_it_does_not_approve(store: World) -> None:
    for starter, comparer in (("eva", "filip"), ("filip", "eva")):
        stocktake = begin(store, by=starter)
        count(store, stocktake, "60001", 5)
        compare(store, stocktake, by=comparer)
        with pytest.raises(Refused, match="own_count"):
            approve(store, stocktake, by="eva")
        approve(store, stocktake, by="inga")


def test_it_is_compared_before_and_approved_once(store: World) -> None:
    stocktake = begin(store)
    with pytest.raises(Refused, match="illegal_step"):
        approve(store, stocktake)
    count(store, stocktake, "60001", 3)
    compare(store, stocktake)
    approve(store, stocktake)
    with pytest.raises(Refused, match="illegal_step"):
        approve(store, stocktake)
    assert pieces_at(store, "N", "gripper") == 3


def pick(world: World, pieces: int) -> None:
    change_balance(
        world.articles["gripper"], world.locations["N"], -pieces, kind="picked", on=world.today, recorded_at=world.now, moved_by="user:1"
    )


def test_what_was_picked_since_the_count_stays_picked(store: World) -> None:
    stocktake = counted(store, "N", "D1001", "D1002", gripper=4)
    pick(store, 3)
    approve(store, stocktake)
    assert pieces_at(store, "N", "gripper") == 1


def test_a_count_that_more_has_been_picked_from_is_counted_again(store: World) -> None:
    stocktake = counted(store, "N", "D1001", "D1002", gripper=1)
    pick(store, 2)
    with pytest.raises(Refused) as refusal:
        approve(store, stocktake)
    assert (refusal.value.code, refusal.value.params["article"]) == ("stocktaking.count_again", "60001")
    assert pieces_at(store, "N", "gripper") == 3


def test_a_device_that_moved_after_the_comparison_is_left_as_it_is(store: World) -> None:
    stocktake = counted(store, "N", "D1001")
    store.run(move_device, MoveDevice("D1002", "C", "", store.today), "filip")
    assert approve(store, stocktake).moved_meanwhile == 1
    assert (device("D1002").state, device("D1002").location) == ("in_stock", store.locations["C"])
    assert outcomes() == {"D1002": "moved_meanwhile"}


def test_a_missing_device_that_is_reserved_is_taken_off_its_order(store: World) -> None:
    order = allocated_order(store, "D1002")
    stocktake = counted(store, "N", "D1001")
    approve(store, stocktake)
    line = OrderLine.objects.get(order=order)
    assert (device("D1002").state, line.state, line.device) == ("lost", "placed", None)
    assert store.fresh(order).state == "placed"


def test_a_device_that_is_with_a_person_in_the_books_needs_a_hand(store: World) -> None:
    lend(store, "D1003", on=store.today)
    stocktake = counted(store, "N", "D1001", "D1002", "D1003")
    assert approve(store, stocktake).by_hand == 1
    assert device("D1003").state == "with_person"


def test_a_units_shortage_is_a_basis_for_its_invoice(world: World) -> None:
    add_store(world, "B", "buffer_store", "lulea_care")
    put(world, "B", "D1001", gripper=5)
    stocktake = counted(world, "B", gripper=3)
    assert approve(world, stocktake).shortages_ore == 246_666 + 2 * 19_900
    rows = {s.difference.cause: (s.unit, s.payer, s.cost_centre.code, s.quantity, s.amount_ore, s.on) for s in Shortage.objects.all()}
    unit, payer = world.units["lulea_care"], world.principals["lulea"]
    assert rows == {
        "missing": (unit, payer, "K100", 1, 246_666, world.today), "shortage": (unit, payer, "K100", 2, 39_800, world.today),
    }  # fmt: skip
    assert Shortage.objects.get(difference__cause="shortage").price_version == PriceVersion.objects.get(article__number="60001")


def test_a_surplus_gives_nothing_back_and_the_centre_bears_its_own_stores(world: World) -> None:
    add_store(world, "B", "buffer_store", "lulea_care")
    add_store(world, "N", "local_store", "lulea_care")
    put(world, "B", gripper=5)
    put(world, "N", gripper=5)
    assert approve(world, counted(world, "B", gripper=7)).shortages_ore == 0
    assert approve(world, counted(world, "N", gripper=1)).shortages_ore == 0
    assert not Shortage.objects.exists()


def test_a_shortage_is_filled_up(store: World) -> None:
    level(store, "N", "gripper", 3, 6)
    approve(store, counted(store, "N", "D1001", "D1002", gripper=2))
    assert wanted_at("N") == {"60001": 4}


def test_only_those_who_may_approve(store: World) -> None:
    stocktake = counted(store, "N", "D1001", "D1002")
    for name in ("tage", "anna", "gun"):
        with pytest.raises(NotAllowed):
            approve(store, stocktake, by=name)
    with pytest.raises(NotFound):
        approve(store, stocktake + 1)
