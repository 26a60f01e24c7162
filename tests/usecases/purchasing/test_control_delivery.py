"""Controlled: taken into stock with numbers at what it cost, or sent back with a reason and still owed; never more than was counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.support.purchasing import counted, line_of, ordered
from tests.support.world import LONG_AGO, TODAY, World

from handtag.apps.purchasing.models import BoughtDevice, PurchaseEvent
from handtag.apps.stock.models import Balance, CountedMove, Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.control_delivery import ControlDelivery, NewDevice, control_delivery
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery


def control(world: World, event: PurchaseEvent, *numbers: str, name: str = "filip", **more: Any) -> None:
    devices = tuple(NewDevice(number, f"SN-{number}") for number in numbers)
    world.run(control_delivery, ControlDelivery(event.pk, more.pop("on", TODAY), devices, **more), name)
    event.line.refresh_from_db()


def test_marked_devices_come_into_stock_with_number_serial_price_and_origin(world: World) -> None:
    event = counted(world, 2)
    control(world, event, "n 1", "N2", bin="B-07")
    device = Device.objects.get(number="N1")
    assert (device.serial_number, device.purchase_ore, device.state, device.bin) == ("SN-N1", 280_000, "in_stock", "B-07")
    assert BoughtDevice.objects.get(device=device).event.line == event.line
    assert (event.line.accepted, event.line.state) == (2, "part_received")


def test_pieces_come_into_stock_on_the_order(world: World) -> None:
    event = counted(world, 30, tray=30)
    control(world, event, accepted=30)
    assert Balance.objects.get(article=world.articles["tray"], location=world.locations["C"]).quantity == 50
    row = CountedMove.objects.latest("pk")
    assert (row.kind, row.quantity, row.order_number) == ("received", 30, event.line.order.number)
    assert event.line.order.lines.get().state == "received"


def test_the_lot_that_was_counted_is_the_lot_that_is_taken_in(world: World) -> None:
    order = ordered(world, catheter=50)
    said = CountedLine(line_of(order).pk, 50, lot="LOT7", expires_on=date(2028, 1, 31))
    (pk,) = world.run(count_delivery, CountDelivery(order.number, "FS-1", TODAY, (said,)), "filip")
    control(world, PurchaseEvent.objects.get(pk=pk), accepted=50)
    lot = CountedMove.objects.latest("pk").lot
    assert lot is not None
    assert (lot.code, lot.expires_on) == ("LOT7", date(2028, 1, 31))


def test_what_is_sent_back_is_still_owed(world: World) -> None:
    event = counted(world, 10, tray=10)
    control(world, event, accepted=7, rejected=3, reason="damaged", note="Spruckna")
    assert (event.line.accepted, event.line.rejected, event.line.state) == (7, 3, "part_received")
    sent_back = PurchaseEvent.objects.get(kind="rejected")
    assert (sent_back.reason, sent_back.note, sent_back.counting) == ("damaged", "Spruckna", event)


def test_a_delivery_is_controlled_bit_by_bit_and_never_beyond_what_was_counted(world: World) -> None:
    event = counted(world, 5, tray=10)
    control(world, event, accepted=3)
    with pytest.raises(Refused) as refusal:
        control(world, event, accepted=3)
    assert (refusal.value.code, refusal.value.params["most"]) == ("purchasing.more_than_counted", 2)
    control(world, event, accepted=2)


def test_what_another_delivery_brought_is_not_controlled_on_this_one(world: World) -> None:
    first = counted(world, 4, tray=10)
    again = CountDelivery(first.line.order.number, "FS-2", TODAY, (CountedLine(first.line.pk, 3),))
    world.run(count_delivery, again, "filip")
    with pytest.raises(Refused) as refusal:
        control(world, first, accepted=5)
    assert (refusal.value.code, refusal.value.params["most"]) == ("purchasing.more_than_counted", 4)
    control(world, first, accepted=4)


def test_the_database_keeps_controls_within_their_count(world: World) -> None:
    event = counted(world, 5, tray=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        PurchaseEvent.objects.create(
            line=event.line, kind="accepted", quantity=6, day=TODAY, counting=event, recorded_at=world.now, recorded_by="user:1"
        )


def test_more_than_was_ordered_is_sent_back(world: World) -> None:
    event = counted(world, 12, tray=10)
    with pytest.raises(Refused) as refusal:
        control(world, event, accepted=12)
    assert refusal.value.code == "purchasing.more_than_ordered"
    control(world, event, accepted=10, rejected=2, reason="too_many")
    assert event.line.state == "received"


@pytest.mark.parametrize(
    ("numbers", "more", "code"),
    [
        ((), {}, "purchasing.nothing_said"),
        (("N1", "N1"), {}, "stock.number_taken"),
        (("N1", "D1001"), {}, "stock.number_taken"),
        (("N1", " "), {}, "stock.number_missing"),
        (("N" * 21,), {}, "stock.number_too_long"),
        (("N1",), {"accepted": 2}, "stock.marked_one_by_one"),
        (("N1",), {"rejected": 1}, "purchasing.unknown_reason"),
        (("N1",), {"rejected": -1}, "purchasing.nothing_said"),
        (("N1",), {"on": TODAY + timedelta(days=1)}, "stock.day_in_future"),
        (("N1",), {"on": TODAY - timedelta(days=1)}, "stock.day_before_last_move"),
    ],
)
def test_a_control_that_cannot_be_leaves_nothing(world: World, numbers: tuple[str, ...], more: dict[str, Any], code: str) -> None:
    event = counted(world, 3)
    with pytest.raises(Refused) as refusal:
        control(world, event, *numbers, **more)
    assert refusal.value.code == code
    assert not Device.objects.filter(number="N1").exists()
    assert not PurchaseEvent.objects.filter(kind__in=["accepted", "rejected"]).exists()


def test_pieces_have_no_device_numbers(world: World) -> None:
    event = counted(world, 5, tray=10)
    with pytest.raises(Refused) as refusal:
        control(world, event, "N1")
    assert refusal.value.code == "stock.counted_by_quantity"


def test_only_a_count_is_controlled(world: World) -> None:
    event = counted(world, 5, tray=10)
    with pytest.raises(NotFound):
        world.run(control_delivery, ControlDelivery(event.line.events.get(kind="placed").pk, LONG_AGO, accepted=1), "filip")


def test_a_buyer_controls_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        control(world, counted(world, 1), "N1", name="inga")


def test_a_receipt_takes_day_of_count_or_later(world: World) -> None:
    event = counted(world, 1, on=date(2026, 11, 20))
    control(world, event, "N1", on=date(2026, 11, 20))
    assert Device.objects.get(number="N1").available_since == date(2026, 11, 20)


def test_what_has_expired_is_sent_back_and_not_taken_in(world: World) -> None:
    order = ordered(world, catheter=50)
    said = CountedLine(line_of(order).pk, 50, lot="LOT7", expires_on=TODAY - timedelta(days=1))
    (pk,) = world.run(count_delivery, CountDelivery(order.number, "FS-1", TODAY, (said,)), "filip")
    event = PurchaseEvent.objects.get(pk=pk)
    with pytest.raises(Refused) as refusal:
        control(world, event, accepted=50)
    assert refusal.value.code == "stock.expired"
    control(world, event, rejected=50, reason="expired")
    assert event.line.rejected == 50


def test_the_code_on_a_device_gives_its_serial_number_and_udi(world: World) -> None:
    event = counted(world, 2)
    code = "(01)07350053850019(17)300131(10)L7(21)SER7"
    world.run(control_delivery, ControlDelivery(event.pk, TODAY, (NewDevice("N1", code=code),)), "filip")
    device = Device.objects.get(number="N1")
    assert (device.serial_number, device.udi, device.lot and device.lot.code) == ("SER7", code, "L7")


def test_neither_part_of_a_control_is_below_nothing(world: World) -> None:
    event = counted(world, 5, tray=10)
    for more, code in (({"accepted": 5, "rejected": -1}, "nothing_said"), ({"accepted": -1, "rejected": 2}, "counted_by_quantity")):
        with pytest.raises(Refused, match=code):
            control(world, event, reason="damaged", **more)
