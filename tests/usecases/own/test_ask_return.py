"""A person says that she needs something no more: nothing is fetched by that alone."""

import pytest
from tests.support.own import has, wanted_back
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.own.models import OwnRequest
from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.own.ask_return import AskReturn, ask_return


def test_asking_moves_nothing_and_orders_nothing(world: World) -> None:
    key = wanted_back(world)
    assert OwnRequest.objects.get(key=key).kind == "return"
    assert Device.objects.get(number="D1001").state == "with_person"
    assert not Order.objects.filter(kind="collection_order").exists()


def test_what_is_already_to_be_fetched_is_not_asked_for(world: World) -> None:
    has(world)
    world.run(place_collection_order, PlaceCollectionOrder("D1001", world.points["lulea_care"].pk), "cilla")
    with pytest.raises(Refused, match=r"own\.fetched_already"):
        world.run(ask_return, AskReturn(world.key("asta"), "D1001"), "asta")


def test_anothers_device_is_not_given_back(world: World) -> None:
    has(world)
    with pytest.raises(NotFound):
        world.run(ask_return, AskReturn(world.key("bror"), "D1001"), "bror")
    with pytest.raises(NotFound):
        world.run(ask_return, AskReturn(world.key("asta"), "D1001"), "bror")
