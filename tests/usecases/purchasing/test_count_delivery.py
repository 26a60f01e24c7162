"""Counted as it is, once for each delivery note; nothing is in stock before it is controlled."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.support.purchasing import drafted, line_of, ordered
from tests.support.world import TODAY, World

from handtag.apps.catalogue.models import Article
from handtag.apps.purchasing.models import PurchaseEvent, PurchaseOrder
from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery

GTIN, OTHER = "07350012345679", "07350012345686"
CODE = f"(01){GTIN}(17)280131(10)LOT7"


def count(
    world: World, order: PurchaseOrder, quantity: int = 4, *, name: str = "filip", on: date = TODAY, note: str = "FS-1", **more: Any
) -> int:
    lines = (CountedLine(line_of(order).pk, quantity, **more),)
    (pk,) = world.run(count_delivery, CountDelivery(order.number, note, on, lines, "Port 2"), name)
    return pk


def test_what_is_counted_waits_for_control_and_is_not_in_stock(world: World) -> None:
    order = ordered(world)
    before = Device.objects.count()
    event = PurchaseEvent.objects.get(pk=count(world, order))
    line = line_of(order)
    assert (event.quantity, event.delivery_note, event.place, event.day) == (4, "FS-1", "Port 2", TODAY)
    assert (line.state, line.counted, line.accepted) == ("part_received", 4, 0)
    assert Device.objects.count() == before


def test_more_than_was_ordered_is_counted_as_it_is(world: World) -> None:
    order = ordered(world)
    count(world, order, 12)
    assert line_of(order).counted == 12


def test_a_scanned_package_tells_its_lot_and_last_day(world: World) -> None:
    order = ordered(world, catheter=500)
    event = PurchaseEvent.objects.get(pk=count(world, order, 200, code=CODE))
    assert (event.gtin, event.lot, event.expires_on) == (GTIN, "LOT7", date(2028, 1, 31))
    other = PurchaseEvent.objects.get(pk=count(world, order, 100, code=CODE, lot="LOT8", expires_on=date(2029, 1, 1)))
    assert (other.lot, other.expires_on) == ("LOT8", date(2029, 1, 1))


def test_a_package_of_another_article_is_not_counted(world: World) -> None:
    order = ordered(world, catheter=500)
    Article.objects.filter(pk=world.articles["catheter"].pk).update(gtin=OTHER)
    with pytest.raises(Refused) as refusal:
        count(world, order, 200, code=CODE)
    assert refusal.value.code == "purchasing.other_article"
    Article.objects.filter(pk=world.articles["catheter"].pk).update(gtin=GTIN)
    count(world, order, 200, code=CODE)


def test_a_delivery_note_is_counted_once(world: World) -> None:
    order = ordered(world)
    count(world, order)
    with pytest.raises(Refused) as refusal:
        count(world, order)
    assert refusal.value.code == "purchasing.counted_already"
    count(world, order, note="FS-2")
    assert line_of(order).counted == 8


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quantity": 0}, "purchasing.nothing_said"),
        ({"note": " "}, "purchasing.delivery_note_missing"),
        ({"on": TODAY + timedelta(days=1)}, "stock.day_in_future"),
        ({"code": "(01)123"}, "purchasing.unreadable_code"),
    ],
)
def test_a_count_that_cannot_be_is_refused(world: World, changes: dict[str, Any], code: str) -> None:
    order = ordered(world)
    with pytest.raises(Refused) as refusal:
        count(world, order, **changes)
    assert refusal.value.code == code
    assert not PurchaseEvent.objects.filter(kind="counted").exists()


def test_nothing_is_counted_on_a_draft(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        count(world, drafted(world))
    assert refusal.value.code == "purchasing.nothing_expected"


def test_unknown_lines_and_no_lines(world: World) -> None:
    order = ordered(world)
    with pytest.raises(NotFound):
        world.run(count_delivery, CountDelivery(order.number, "FS-1", TODAY, (CountedLine(0, 1),)), "filip")
    with pytest.raises(Refused):
        world.run(count_delivery, CountDelivery(order.number, "FS-1", TODAY, ()), "filip")


def test_a_buyer_counts_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        count(world, ordered(world), name="inga")


def test_one_command_counts_once(world: World) -> None:
    order, key = ordered(world), uuid4()
    data = CountDelivery(order.number, "FS-1", TODAY, (CountedLine(line_of(order).pk, 3),))
    assert world.run(count_delivery, data, "filip", command_id=key) == world.run(count_delivery, data, "filip", command_id=key)
    assert line_of(order).counted == 3


def test_a_code_that_names_no_article_tells_its_lot(world: World) -> None:
    order = ordered(world, catheter=50)
    Article.objects.filter(pk=world.articles["catheter"].pk).update(gtin=GTIN)
    pk = count(world, order, code="(10)LOT7")
    assert PurchaseEvent.objects.get(pk=pk).lot == "LOT7"
