"""What is said of a store beyond its kind."""

import pytest
from tests.support.stores import add_store, store
from tests.support.world import World

from handtag.apps.stock.models import Location
from handtag.apps.stores.models import Store
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.describe_store import DescribeStore, describe_store


def test_a_units_buffer_is_filled_from_the_central_store(world: World) -> None:
    add_store(world, "B", "buffer_store", "lulea_care")
    found = store("B")
    assert (found.unit, found.delivery_point) == (world.units["lulea_care"], world.points["lulea_care"])
    assert (found.refilled_from, found.shortages_paid_by) == (world.locations["C"], "")


def test_what_was_said_before_is_said_anew(world: World) -> None:
    add_store(world, "N", unit="health_centre", paid_by="unit")
    world.run(describe_store, DescribeStore("N"), "eva")
    assert (store("N").unit, store("N").refilled_from, store("N").shortages_paid_by) == (None, None, "")
    assert Store.objects.count() == 1


def test_a_buffer_without_a_unit_is_refused(world: World) -> None:
    Location.objects.create(centre=world.centre, code="B", name="B", kind="buffer_store")
    with pytest.raises(Refused) as refusal:
        world.run(describe_store, DescribeStore("B"), "eva")
    assert (refusal.value.code, refusal.value.field) == ("stores.unit_missing", "unit")


def test_no_store_fills_itself(world: World) -> None:
    with pytest.raises(Refused, match="fills_itself"):
        world.run(describe_store, DescribeStore("F", refilled_from="F"), "eva")


def test_unknown_stores_and_units_are_not_found(world: World) -> None:
    for data in (DescribeStore("X"), DescribeStore("F", unit="SE0"), DescribeStore("F", refilled_from="X")):
        with pytest.raises(NotFound):
            world.run(describe_store, data, "eva")
    assert not Store.objects.exists()


def test_who_does_not_look_after_the_assortment_may_not(world: World) -> None:
    for name in ("filip", "anna", "gun"):
        with pytest.raises(NotAllowed):
            world.run(describe_store, DescribeStore("F"), name)
