"""What was sent came back: looked over before anybody gets it, sent again on a day that can be kept, and the orderer is told."""

from datetime import date

import pytest
from tests.support.lending import sent_order
from tests.support.proof import assert_nothing_lost
from tests.support.stage import ANYTHING
from tests.support.valid_pieces import lot, sent
from tests.support.world import TODAY, World

from handtag.apps.orders.models import Message, Order, OrderLine
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Balance, Device, PiecesHeld
from handtag.apps.stock.queries_holdings import holders_of_lot
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.news import news
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.note_undelivered import NoteUndelivered, note_undelivered
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device


def back(world: World, order: str, by: str = "filip", reason: str = "nobody_home", store: str = "F") -> str:
    return world.run(note_undelivered, NoteUndelivered(order, store, reason), by)


def refused(world: World, order: str, reason: str = "nobody_home") -> str:
    with pytest.raises(Refused) as refusal:
        back(world, order, reason=reason)
    return refusal.value.code


def line(order: str, kind: str = "device") -> OrderLine:
    return OrderLine.objects.select_related("device").get(order__number=order, article__kind=kind)


def test_the_device_waits_to_be_looked_over_and_another_is_reserved(world: World) -> None:
    order = sent(world)
    back(world, order)
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location) == ("returned", world.locations["F"])
    now = line(order)
    assert now.device is not None
    assert (now.state, now.device.state, now.device == device) == ("allocated", "reserved", False)
    assert (now.first_promised_on, now.promised_on > TODAY) == (TODAY, True)
    assert not Rental.objects.exists()
    assert_nothing_lost({ANYTHING})


def test_the_pieces_lie_in_the_store_in_the_lots_they_left_in(world: World) -> None:
    soon = lot(world, "L-SOON", date(2027, 1, 31), 20)
    order = sent(world)  # 20 of the lot, 10 of none
    back(world, order)
    assert [(one.place, one.location, one.quantity) for one in holders_of_lot(soon)] == [("store", world.locations["F"].pk, 20)]
    assert Balance.objects.get(article=world.articles["catheter"], location=world.locations["F"]).quantity == 30
    assert not PiecesHeld.objects.filter(place="person", quantity__gt=0).exists()
    assert line(order, "consumable").state == "placed"


def test_it_can_be_sent_again_and_delivered(world: World) -> None:
    order = sent(world)
    back(world, order)
    device = line(order).device
    assert device is not None
    world.run(pick_line, PickLine(order, device_number=device.number), "filip")
    world.run(pick_line, PickLine(order, line_id=line(order, "consumable").pk), "filip")
    world.run(send_order, SendOrder(order), "filip")
    assert world.run(confirm_delivery, ConfirmDelivery(order, TODAY), "filip") == "delivered"
    assert_nothing_lost({ANYTHING})


def test_or_cancelled_when_it_is_no_longer_needed(world: World) -> None:
    order = sent(world)
    back(world, order, reason="refused_at_door")
    world.run(cancel_order, CancelOrder(order, "need_changed"), "eva")
    assert Order.objects.get(number=order).state == "cancelled"
    assert_nothing_lost({ANYTHING})


def test_without_another_device_the_line_waits(world: World) -> None:
    for number in ("D2002", "D2003", "D2004"):
        world.run(decommission_device, DecommissionDevice(number, "Trasig", TODAY), "filip")
    order = sent_order(world, "D2001").number
    back(world, order)
    now = line(order)
    assert (now.state, now.device, now.waits_for) == ("placed", None, "reconditioning")


def test_the_orderer_is_told_why_and_when_it_comes(world: World) -> None:
    order = sent(world)
    Order.objects.filter(number=order).update(placed_by=world.viewer("cilla").code)
    back(world, order)
    told = Message.objects.filter(code="undelivered").get()
    assert told.params == {"reason": "nobody_home", "day": line(order).promised_on.isoformat()}
    assert "nobody_home" not in news(told.code, told.params)


def test_only_what_is_on_its_way_and_for_a_listed_reason(world: World) -> None:
    order = sent(world)
    assert refused(world, order, "because") == "ordering.unknown_undelivered"
    back(world, order)
    assert refused(world, order) == "ordering.nothing_sent"


def test_a_prescriber_takes_nothing_back(world: World) -> None:
    with pytest.raises(NotAllowed):
        back(world, sent(world), by="cilla")
