"""Counted goods come back from whom they were delivered to: in their lots, and no more than the order brought."""

from datetime import date

import pytest
from tests.support import lending
from tests.support.valid_pieces import CATHETER, TRAY, delivered, lot
from tests.support.world import TODAY, World

from handtag.apps.stock.models import CountedMove
from handtag.apps.stock.queries_holdings import holders_of_lot
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.return_pieces import ReturnPieces, return_pieces


def bring(world: World, order: str, quantity: int, article: str = CATHETER, by: str = "filip", code: str = "") -> None:
    world.run(return_pieces, ReturnPieces(order, article, quantity, "F", TODAY, code), by)


def refused(world: World, order: str, quantity: int, article: str = CATHETER, code: str = "") -> str:
    with pytest.raises(Refused) as refusal:
        bring(world, order, quantity, article, code=code)
    return refusal.value.code


def test_they_are_in_the_store_in_their_lots_and_no_longer_with_the_person(world: World) -> None:
    soon, late = lot(world, "L-SOON", date(2027, 1, 31), 20), lot(world, "L-LATE", date(2028, 1, 31), 20)
    order = delivered(world, 30)  # 20 of the first, 10 of the second
    bring(world, order, 5, code="L-LATE")
    bring(world, order, 23)
    where = [sorted((one.place, one.quantity) for one in holders_of_lot(made)) for made in (soon, late)]
    assert where == [[("store", 20)], [("person", 2), ("store", 8), ("store", 10)]]
    made = CountedMove.objects.filter(kind="returned").first()
    assert made is not None
    assert (made.person, made.order_number) == (world.persons["asta"], order)


def test_no_more_than_the_order_brought_though_the_person_has_more(world: World) -> None:
    first, second = delivered(world, 10), delivered(world, 30)
    bring(world, first, 8)
    assert refused(world, first, 3) == "stock.more_than_left"
    bring(world, second, 30)


def test_pieces_of_no_lot_come_back_as_such_though_the_person_has_a_lot_too(world: World) -> None:
    without = delivered(world, 10)
    made = lot(world, "L-1", date(2027, 1, 31), 20)
    delivered(world, 20)
    bring(world, without, 10)
    assert [(one.place, one.quantity) for one in holders_of_lot(made)] == [("person", 20)]


def test_a_lot_that_did_not_go_out_on_the_order_does_not_come_back_on_it(world: World) -> None:
    order = delivered(world, 10)
    lot(world, "L-1", date(2027, 1, 31), 20)
    assert refused(world, order, 1, code="L-1") == "stock.more_than_left"


def test_what_is_not_delivered_does_not_come_back(world: World) -> None:
    assert refused(world, delivered(world), 1, TRAY) == "stock.not_delivered"
    sent = lending.sent_order(world, pieces={"catheter": 5})
    assert refused(world, sent.number, 1) == "stock.not_delivered"


def test_a_prescriber_takes_nothing_back(world: World) -> None:
    with pytest.raises(NotAllowed):
        bring(world, delivered(world), 1, by="anna")
