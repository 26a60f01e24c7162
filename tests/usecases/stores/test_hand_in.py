"""A device is handed in at an unstaffed store: the rent ends, the centre sees it, and nobody takes it out as it is."""

from datetime import timedelta

import pytest
from tests.support.lending import lend
from tests.support.stores import add_store, device, neighbour
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.orders.models import Order
from handtag.apps.orders.queries_floor import returns_by_store
from handtag.apps.rentals.models import Rental
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.stores.hand_in import HandIn, hand_in
from handtag.usecases.stores.take_out import TakeOut, take_out


@pytest.fixture
def local(world: World) -> World:
    """Asta has a rollator since a week, and there is a local store."""
    add_store(world)
    lend(world, "D1002", on=world.today - timedelta(days=7), unit="health_centre")
    return world


def give(world: World, number: str = "D1002", person: str = "asta", code: str = "N", by: str = "anna") -> str:
    return world.run(hand_in, HandIn(code, number, world.key(person)), by)


def test_it_stands_in_the_store_and_its_rent_ended_today(local: World) -> None:
    assert give(local) == ""
    found = device("D1002")
    assert (found.state, found.location, found.person) == ("returned", local.locations["N"], None)
    assert Rental.objects.get().end_on == local.today
    assert AuditEntry.objects.filter(action="stores.handed_in", target="device:D1002").exists()
    assert returns_by_store(local.viewer("filip")) == [("N", "Förråd N", {"returned": 1})]


def test_the_order_to_collect_it_is_done(local: World) -> None:
    data = PlaceCollectionOrder("D1002", local.points["health_centre"].pk)
    collection = local.run(place_collection_order, data, "anna")
    assert give(local) == collection
    assert Order.objects.get(number=collection).state == "collected"


def test_nobody_takes_out_what_has_not_been_looked_over(local: World) -> None:
    give(local)
    with pytest.raises(Refused, match="not_there"):
        local.run(take_out, TakeOut("N", "D1002", local.key("bror"), need="Faller", goal="Gå ut"), "anna")


@pytest.mark.parametrize(("number", "person", "code"), [("D1002", "bror", "N"), ("D1001", "asta", "N"), ("D1002", "asta", "C")])
def test_what_another_has_and_a_staffed_store_are_refused(local: World, number: str, person: str, code: str) -> None:
    lend(local, "D2001", on=local.today, person="bror", unit="health_centre")  # so that Anna has seen more than one
    with pytest.raises((Refused, NotFound)) as refusal:
        give(local, number, person, code)
    assert "%(" not in sentence(refusal.value)
    assert device("D1002").state == "with_person"
    assert Rental.objects.filter(device__number="D1002", end_on=None).exists()


def test_another_units_buffer_is_not_handed_in_at_and_ones_own_is(local: World) -> None:
    add_store(local, "B", "buffer_store", unit="lulea_care")
    with pytest.raises(Refused, match="other_units"):
        give(local, code="B")
    add_store(local, "H", "buffer_store", unit="health_centre")
    give(local, code="H")
    assert device("D1002").location == local.locations["H"]


def test_another_centres_store_is_not_known(local: World) -> None:
    neighbour(local)
    with pytest.raises(NotFound):
        give(local, code="X")


def test_who_does_not_prescribe_may_not(local: World) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        give(local, by="filip")
