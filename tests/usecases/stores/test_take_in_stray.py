"""A device that came back to the wrong centre is recognised, and its rent ends with its owner."""

from datetime import date

import pytest
from tests.support.lending import allocated_order, close, lend
from tests.support.stores import device, neighbour
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.billing.models import Charge
from handtag.apps.rentals.models import Rental
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray

OUT = date(2026, 11, 10)


def taken_in(world: World, number: str = "D1001", code: str = "X", by: str = "nora") -> object:
    return world.run(take_in_stray, TakeInStray(number, code, world.today), by)


def test_it_stands_here_belongs_there_and_its_rent_is_over(world: World) -> None:
    neighbour(world)
    lend(world, "D1001", on=OUT)
    answer = taken_in(world, "d 1001")
    assert vars(answer) == {"device_number": "D1001", "owner": world.centre.name, "rent_ended_on": world.today}
    found = device("D1001")
    assert (found.state, found.location, found.centre, found.person) == ("returned", world.locations["X"], world.centre, None)
    rental = Rental.objects.get()
    assert (rental.end_on, rental.centre) == (world.today, world.centre)
    close(world, "2026-11", now=date(2026, 12, 2))
    assert Charge.objects.get(kind="rent").quantity == 14


def test_nothing_of_the_person_is_told(world: World) -> None:
    neighbour(world)
    lend(world, "D1001", on=OUT)
    taken_in(world)
    told = AuditEntry.objects.get(action="stores.stray_taken_in")
    assert told.details.keys() == {"owner", "on"}


def test_ready_goods_on_the_wrong_shelf_are_taken_in_too(world: World) -> None:
    neighbour(world)
    assert vars(taken_in(world, "D8001", "F", "filip"))["rent_ended_on"] is None
    assert (device("D8001").state, device("D8001").location) == ("in_stock", world.locations["F"])


def test_the_centres_own_device_is_a_return(world: World) -> None:
    with pytest.raises(Refused, match="own_device"):
        taken_in(world, "D1001", "C", "filip")


def test_a_device_that_cannot_have_come_is_refused(world: World) -> None:
    from tests.support.lending import sent_order

    neighbour(world)
    sent_order(world, "D1002")
    with pytest.raises(Refused, match="illegal_move"):
        taken_in(world, "D1002")


def test_the_owners_closed_month_stands(world: World) -> None:
    neighbour(world)
    lend(world, "D1001", on=date(2026, 10, 10))
    close(world, "2026-10", now=world.today)
    with pytest.raises(Refused, match="month_closed"):
        world.run(take_in_stray, TakeInStray("D1001", "X", date(2026, 10, 20)), "nora")


def test_unknown_numbers_and_places_are_not_found(world: World) -> None:
    neighbour(world)
    for number, code in (("777", "X"), ("D1001", "C")):
        with pytest.raises(NotFound):
            taken_in(world, number, code)
    with pytest.raises(NotAllowed):
        taken_in(world, "D8001", "C", "anna")


def test_a_return_is_taken_in_within_a_year_and_not_beforehand(world: World) -> None:
    neighbour(world)
    for on, code in ((date(2025, 11, 1), "day_too_long_ago"), (date(2026, 11, 24), "day_in_future")):
        with pytest.raises(Refused, match=code):
            world.run(take_in_stray, TakeInStray("D8001", "C", on), "filip")


def test_what_is_on_an_order_to_somebody_is_not_taken_in(world: World) -> None:
    neighbour(world)
    allocated_order(world, "D8001")
    before = device("D8001")
    with pytest.raises(Refused) as refusal:
        world.run(take_in_stray, TakeInStray("D8001", "C", world.today), "filip")
    assert "%(" not in sentence(refusal.value)
    assert (device("D8001").state, device("D8001").location) == (before.state, before.location)
