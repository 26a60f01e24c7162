"""Received: marked devices one by one with a number for life, other goods by the piece, all or nothing."""

from datetime import date, timedelta

import pytest
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Balance, CountedMove, Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods


def goods(*numbers: str, **changes: object) -> ReceiveGoods:
    devices = tuple(NewDevice(number, f"SN-{number}") for number in numbers)
    fields: dict[str, object] = {"article_number": "10001", "location_code": "F", "on": TODAY, "devices": devices, "bin": "B-07"}
    return ReceiveGoods(**{**fields, **changes})  # type: ignore[arg-type]


def test_marked_devices_come_in_with_their_first_move(world: World) -> None:
    assert world.run(receive_goods, goods("N1", "N2", purchase_ore=290_000), "filip") == 2
    device = Device.objects.get(number="N1")
    assert (device.state, device.location, device.bin) == ("in_stock", world.locations["F"], "B-07")
    assert (device.serial_number, device.purchase_ore, device.available_since) == ("SN-N1", 290_000, TODAY)
    assert [(move.kind, move.from_state, move.to_state) for move in device.moves.all()] == [("received", "", "in_stock")]


def test_pieces_come_in_as_a_row_and_a_balance(world: World) -> None:
    assert world.run(receive_goods, goods(article_number="10010", location_code="C", quantity=5), "filip") == 5
    assert Balance.objects.get(article=world.articles["tray"], location=world.locations["C"]).quantity == 25
    assert CountedMove.objects.filter(article=world.articles["tray"]).latest("pk").quantity == 5


@pytest.mark.law("MDR art. 27.9")
@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (("N1", "D1001"), "stock.number_taken"),
        (("N1", "N1"), "stock.number_taken"),
        (("N1", " "), "stock.number_missing"),
        (("N1", "d 1001"), "stock.number_taken"),
        (("N1", "Ｄ１００１"), "stock.number_taken"),
        (("N1", "n1"), "stock.number_taken"),
    ],
)
def test_a_number_is_used_once_and_nothing_of_the_batch_is_left(world: World, numbers: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(receive_goods, goods(*numbers), "filip")
    assert (refusal.value.code, refusal.value.field) == (code, "devices")
    assert not Device.objects.filter(number="N1").exists()


def test_a_number_is_kept_in_one_way_of_writing(world: World) -> None:
    world.run(receive_goods, goods(" ab 12"), "filip")
    assert Device.objects.filter(number="AB12").exists()


@pytest.mark.law("MDR art. 27.9")
def test_a_serial_number_is_used_once_per_article(world: World) -> None:
    again = goods(devices=(NewDevice("N1", "S-D1001"),))
    with pytest.raises(Refused) as refusal:
        world.run(receive_goods, again, "filip")
    assert refusal.value.code == "stock.serial_number_taken"
    world.run(receive_goods, goods(devices=(NewDevice("N1", "S-D1001"),), article_number="20001"), "filip")


def test_a_serial_number_is_used_once_within_a_batch(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(receive_goods, goods(devices=(NewDevice("N1", "S1"), NewDevice("N2", "S1"))), "filip")
    assert (refusal.value.code, refusal.value.params["number"]) == ("stock.serial_number_taken", "N2")
    world.run(receive_goods, goods(devices=(NewDevice("N1"), NewDevice("N2"))), "filip")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"article_number": "10001", "devices": ()}, "stock.marked_one_by_one"),
        ({"article_number": "10001", "quantity": 3}, "stock.marked_one_by_one"),
        ({"article_number": "10010"}, "stock.counted_by_quantity"),
        ({"article_number": "10010", "devices": (), "quantity": 0}, "stock.counted_by_quantity"),
        ({"purchase_ore": -1}, "stock.negative_price"),
        ({"on": TODAY + timedelta(days=1)}, "stock.day_in_future"),
    ],
)
def test_goods_that_cannot_be_are_refused(world: World, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(receive_goods, goods("N1", **changes), "filip")
    assert refusal.value.code == code


@pytest.mark.parametrize(("changes", "field"), [({"article_number": "0"}, "article_number"), ({"location_code": "?"}, "location_code")])
def test_unknown_articles_and_locations_are_named(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(NotFound) as refusal:
        world.run(receive_goods, goods("N1", **changes), "filip")
    assert refusal.value.field == field


def test_a_prescriber_receives_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(receive_goods, goods("N1", on=date(2026, 11, 1)), "cilla")


@pytest.mark.parametrize("serial", ["s-d1001", " S-D 1001", "Ｓ-D1001"])
def test_a_serial_number_is_the_same_however_it_is_written(world: World, serial: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(receive_goods, goods(devices=(NewDevice("N1", serial),)), "filip")
    assert refusal.value.code == "stock.serial_number_taken"


@pytest.mark.parametrize("device", [NewDevice("N" * 21), NewDevice("N1", "S" * 61)])
def test_a_number_that_does_not_fit_is_refused_and_told_how_long_it_may_be(world: World, device: NewDevice) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(receive_goods, goods(devices=(device,)), "filip")
    assert (refusal.value.code, refusal.value.field) == ("stock.number_too_long", "devices")
    world.run(receive_goods, goods(devices=(NewDevice(" N" * 20, " S" * 60),)), "filip")


GTIN = "07350053850019"


@pytest.fixture
def marked(world: World) -> World:
    for name, gtin in (("rollator", GTIN), ("catheter", "07350053850026")):
        world.articles[name].gtin = gtin
        world.articles[name].save()
    return world


@pytest.mark.law("MDR art. 27.9")
def test_the_makers_code_gives_serial_number_batch_last_day_and_udi(marked: World) -> None:
    codes = [f"(01){GTIN}(17)300131(10)L{n}(21)SER{n}" for n in (7, 7, 8)]
    codes[1] = codes[1].replace("SER7", "SER70")
    devices = tuple(NewDevice(f"N{n}", code=code) for n, code in enumerate(codes, 1))
    assert marked.run(receive_goods, goods(devices=devices), "filip") == 3
    rows = (
        Device.objects.filter(number__startswith="N").order_by("number").values_list("serial_number", "lot__code", "lot__expires_on", "udi")
    )
    assert list(rows) == [
        ("SER7", "L7", date(2030, 1, 31), codes[0]),
        ("SER70", "L7", date(2030, 1, 31), codes[1]),
        ("SER8", "L8", date(2030, 1, 31), codes[2]),
    ]


def test_what_is_written_goes_before_the_code_and_the_package_holds_for_what_says_nothing(marked: World) -> None:
    devices = (NewDevice("N1", "SN-1", f"(01){GTIN}(21)SER7"), NewDevice("N2"))
    marked.run(receive_goods, goods(devices=devices, code=f"(01){GTIN}(17)300131(10)L7", lot="L9"), "filip")
    rows = Device.objects.filter(number__in=["N1", "N2"]).order_by("number").values_list("serial_number", "lot__code", "udi")
    assert list(rows) == [("SN-1", "L9", f"(01){GTIN}(21)SER7"), ("", "L9", "")]


def test_pieces_are_kept_by_the_batch_on_their_package(marked: World) -> None:
    code = "(01)07350053850026(17)280131(10)L7"
    marked.run(receive_goods, goods(article_number="40001", quantity=50, code=code), "filip")
    lot = CountedMove.objects.latest("pk").lot
    assert lot is not None
    assert (lot.code, lot.expires_on, lot.article) == ("L7", date(2028, 1, 31), marked.articles["catheter"])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"devices": (NewDevice("N1", code="(01)07350053850019(21"),)}, "purchasing.unreadable_code", "devices"),
        ({"devices": (NewDevice("N1", code="(01)07350053850026(21)S1"),)}, "purchasing.other_article", "devices"),
        ({"devices": (NewDevice("N1", code=f"(01){GTIN}(17)261122(10)L7"),)}, "stock.expired", "devices"),
        ({"devices": (NewDevice("N1"),), "code": "X77"}, "purchasing.unreadable_code", "code"),
        ({"devices": (NewDevice("N1"),), "lot": "L7", "expires_on": date(2026, 11, 22)}, "stock.expired", "expires_on"),
        ({"devices": (NewDevice("N1", code=f"(01){GTIN}(21)S1"), NewDevice("N2", code=f"(01){GTIN}(21)S1"))},
         "stock.serial_number_taken", "devices"),
    ],
)  # fmt: skip
def test_a_code_that_does_not_fit_stops_everything(marked: World, changes: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        marked.run(receive_goods, goods(**changes), "filip")
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Device.objects.filter(number__startswith="N").exists()


def test_goods_may_come_in_on_their_last_day(marked: World) -> None:
    assert marked.run(receive_goods, goods("N1", lot="L7", expires_on=TODAY), "filip") == 1


def test_what_is_counted_comes_in_without_numbers(world: World) -> None:
    with pytest.raises(Refused, match="counted_by_quantity"):
        world.run(receive_goods, ReceiveGoods("60001", "C", TODAY, (NewDevice("N1"),), quantity=1), "filip")
    assert not Device.objects.filter(number="N1").exists()
