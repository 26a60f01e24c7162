"""Ending a prescription."""

import pytest
from tests.support.prescribing import lend, ordered, prescription, started
from tests.support.world import World

from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription


def test_a_prescription_that_came_to_nothing_ends_at_once(world: World) -> None:
    key = started(world)
    world.run(end_prescription, EndPrescription(key, "declined"), "anna")
    assert prescription(key).state == "ended"
    with pytest.raises(Refused, match="wrong_state"):
        world.run(end_prescription, EndPrescription(key, "declined"), "anna")


def test_an_order_under_way_is_named(world: World) -> None:
    placed = ordered(world)
    with pytest.raises(Refused) as refusal:
        world.run(end_prescription, EndPrescription(placed.prescription.key, "need_ended"), "anna")
    assert (refusal.value.code, refusal.value.params["order"]) == ("prescribing.order_under_way", placed.number)
    assert prescription(placed.prescription.key).state == "ordered"


def test_a_lent_device_is_ordered_home_first(world: World) -> None:
    placed = ordered(world)
    lend(world, placed)
    end = EndPrescription(placed.prescription.key, "need_ended")
    with pytest.raises(Refused) as refusal:
        world.run(end_prescription, end, "anna")
    device = placed.lines.get().device
    assert (refusal.value.code, refusal.value.params["devices"]) == ("prescribing.device_still_out", (device.number,))
    world.run(place_collection_order, PlaceCollectionOrder(device.number, placed.delivery_point_id), "anna")
    world.run(end_prescription, end, "anna")
    assert prescription(placed.prescription.key).state == "ended"


def test_a_reason_outside_the_list_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(end_prescription, EndPrescription(started(world), "tired"), "anna")
    assert refusal.value.field == "reason"


def test_another_unit_finds_no_prescription(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(end_prescription, EndPrescription(started(world), "declined"), "dag")
