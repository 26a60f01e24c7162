"""`handtag verify` finds goods that vanish between stores, and stocktakes that say else than the ledger or were approved by one person."""

import pytest
from tests.support.centres import borrowed, bought
from tests.support.stores import add_store, approve, begin, compare, count, put, sent_transfer
from tests.support.tampering import open_the_walls
from tests.support.world import World

from handtag.apps.stock import checks as stock_checks
from handtag.apps.stock.models import CountedMove, Device
from handtag.apps.stores import checks
from handtag.apps.stores.models import Carried, CentreDeal, Count, Difference, Shortage, Stocktake, TransferLine

pytestmark = pytest.mark.damaged


@pytest.fixture
def counted(world: World) -> World:
    """A buffer where two of five gripping tongs were missing; the unit is to pay."""
    add_store(world, "B", "buffer_store", "lulea_care")
    put(world, "B", gripper=5)
    stocktake = begin(world, "B")
    count(world, stocktake, "60001", 3)
    compare(world, stocktake)
    approve(world, stocktake)
    return world


def test_pieces_that_vanish_on_the_way_are_found(world: World) -> None:
    sent_transfer(world, "D1001", gripper=3)
    assert len(list(checks.transfers_off_their_goods())) == 0
    TransferLine.objects.filter(article__kind="consumable").update(sent=2)
    assert len(list(checks.transfers_off_their_goods())) == 1


def test_a_device_on_its_way_on_no_transfer_or_at_home_on_one_is_found(world: World) -> None:
    sent_transfer(world, "D1001", "D1002")
    Carried.objects.filter(device__number="D1001").update(arrived=True)
    Device.objects.filter(number="D1002").update(state="in_stock")
    assert [row.split(":")[0] for row in checks.transfers_off_their_goods()] == ["device D1001", "device D1002"]


def test_a_correction_that_nobody_counted_is_found(counted: World) -> None:
    assert len(list(checks.stocktakes_off_their_counts())) == 0
    open_the_walls("stock")
    CountedMove.objects.filter(kind="counted").update(quantity=-3)
    assert len(list(checks.stocktakes_off_their_counts())) == 1


@pytest.mark.parametrize("column", ["compared_by", "counted_by"])
def test_a_stocktake_that_one_person_counted_and_approved_is_found(counted: World, column: str) -> None:
    assert len(list(checks.stocktakes_without_two_persons())) == 0
    open_the_walls("stores")
    approver = Stocktake.objects.get().ended_by
    Stocktake.objects.update(**{"started_by": "user:0", "compared_by": "user:0"} | ({column: approver} if column != "counted_by" else {}))
    Count.objects.update(counted_by=approver if column == "counted_by" else "user:0")
    assert len(list(checks.stocktakes_without_two_persons())) == 1


def test_a_unit_that_pays_for_more_than_was_missing_is_found(counted: World) -> None:
    assert len(list(checks.shortages_off_their_differences())) == 0
    Difference.objects.update(outcome="by_hand")
    assert len(list(checks.shortages_off_their_differences())) == 1
    Difference.objects.update(outcome="posted")
    open_the_walls("stores")
    Shortage.objects.update(quantity=3)
    assert len(list(checks.shortages_off_their_differences())) == 1


def test_a_sale_that_is_not_what_the_device_was_worth_is_found(world: World) -> None:
    bought(world)
    assert len(list(checks.deals_off_their_goods())) == 0
    open_the_walls("stores")
    CentreDeal.objects.update(value_ore=1)
    assert len(list(checks.deals_off_their_goods())) == 1
    CentreDeal.objects.all().delete()
    assert ["without a deal" in row for row in checks.deals_off_their_goods()] == [True]


def test_a_loan_of_what_the_lender_does_not_own_is_found(world: World) -> None:
    borrowed(world)
    assert len(list(checks.loans_off_their_owners())) == 0
    Device.objects.filter(number="D8001").update(centre=world.centre)
    assert len(list(checks.loans_off_their_owners())) == 1
    assert any("another centre's" in row for row in stock_checks.owners_off_their_moves())
