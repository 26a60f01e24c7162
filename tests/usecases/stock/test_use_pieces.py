"""A spare part on a device: there from then on, found by a recall, and never one that has expired."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.lending import close, lend
from tests.support.stores import add_store, level, put, refill_of
from tests.support.valid_pieces import CATHETER, TRAY, lot
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Balance, CountedMove
from handtag.apps.stock.queries_holdings import holders_of_lot
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.use_pieces import UsePieces, use_pieces

OLD = TODAY - timedelta(days=1)


def use(world: World, quantity: int = 2, article: str = TRAY, device: str = "D1001", by: str = "tage", **given: Any) -> None:
    world.run(use_pieces, UsePieces(article, given.pop("store", "C"), quantity, given.pop("on", TODAY), device, **given), by)


def refused(world: World, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        use(world, **given)
    return refusal.value.code


def left(world: World, name: str, store: str = "C") -> int:
    return Balance.objects.get(article=world.articles[name], location=world.locations[store]).quantity


def test_a_recall_of_the_lot_finds_the_device_wherever_it_is(world: World) -> None:
    soon, late = lot(world, "L-SOON", date(2027, 1, 31), 3), lot(world, "L-LATE", date(2028, 1, 31), 3)
    lend(world, "D1001", on=TODAY)
    use(world, 4, CATHETER)
    found = [[(one.device, one.quantity) for one in holders_of_lot(made) if one.place == "device"] for made in (soon, late)]
    assert found == [[(world.devices["D1001"].pk, 3)], [(world.devices["D1001"].pk, 1)]]
    assert left(world, "catheter") == 502


def test_the_lot_that_was_scanned_is_the_one_that_is_used(world: World) -> None:
    lot(world, "L-SOON", date(2027, 1, 31), 3)
    late = lot(world, "L-LATE", date(2028, 1, 31), 3)
    use(world, 1, CATHETER, code="(10)L-LATE")
    assert CountedMove.objects.get(kind="mounted").lot == late


@pytest.mark.parametrize("device", ["D1001", ""])
def test_what_has_expired_is_used_on_nothing(world: World, device: str) -> None:
    lot(world, "L-OLD", OLD, 5)
    assert refused(world, article=CATHETER, device=device, code="L-OLD", reason="Prov") == "ordering.lot_expired"
    assert refused(world, article=CATHETER, device=device, quantity=501, reason="Prov") == "stock.too_few"
    use(world, 1, CATHETER, device, reason="Prov")
    assert CountedMove.objects.get(kind__in=("mounted", "used_up")).lot is None


def test_what_is_used_up_at_the_centre_says_for_what(world: World) -> None:
    assert refused(world, device="") == "stock.why"
    use(world, 2, device="", reason="Provkörning av verkstaden")
    made = CountedMove.objects.get(kind="used_up")
    assert (made.quantity, made.against, made.note, left(world, "tray")) == (-2, "used_up", "Provkörning av verkstaden", 18)


@pytest.mark.parametrize("device", ["D1001", ""])
def test_the_store_it_was_taken_from_is_filled_up(world: World, device: str) -> None:
    add_store(world)
    put(world, "N", tray=5)
    level(world, "N", "tray", 4, 8)
    use(world, 2, device=device, store="N", reason="Prov")
    refill = refill_of("N")
    assert refill is not None
    assert refill.lines.get().wanted == 5


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"quantity": 0}, "stock.no_pieces"),
        ({"quantity": 21}, "stock.too_few"),
        ({"article": "10001"}, "stock.not_counted"),
        ({"on": TODAY + timedelta(days=1)}, "stock.day_in_future"),
        ({"code": "L-99"}, "ordering.unknown_lot"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_taken(world: World, given: dict[str, Any], code: str) -> None:
    assert refused(world, **given) == code
    assert left(world, "tray") == 20


def test_nothing_is_used_on_a_device_that_has_left_for_good(world: World) -> None:
    world.run(decommission_device, DecommissionDevice("D1001", "Trasig", TODAY), "filip")
    assert refused(world) == "stock.carries_nothing"


def test_a_closed_month_stays_as_it_is(world: World) -> None:
    close(world, "2026-11", now=date(2026, 12, 2))
    assert refused(world) == "billing.month_closed"


@pytest.mark.parametrize("given", [{"article": "99"}, {"store": "X"}, {"device": "D0"}])
def test_what_is_not_there_is_not_found(world: World, given: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        use(world, **given)


def test_a_prescriber_uses_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        use(world, by="anna")
