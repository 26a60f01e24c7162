"""Blocked: from this moment it is handed to nobody, whoever asks."""

import pytest
from django.db import IntegrityError, transaction
from tests.support.lending import allocated_order, lend, take_back
from tests.support.world import NOW, TODAY, World

from handtag.apps.stock.models import Device, Move
from handtag.apps.stock.store import candidates_for
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device


def test_a_blocked_device_is_not_offered_and_not_reserved(world: World) -> None:
    world.run(block_device, BlockDevice("D1002", "recall", "FSN 2026-4"), "filip")
    assert "D1002" not in {found.number for found in candidates_for(world.articles["rollator"])}
    with pytest.raises(Refused) as refusal, transaction.atomic():
        lend(world, "D1002", on=TODAY)
    assert refusal.value.code == "stock.blocked"


def test_what_is_picked_already_is_not_sent(world: World) -> None:
    order = allocated_order(world, "D1001")
    world.run(pick_line, PickLine(order.number, device_number="D1001"), "filip")
    world.run(block_device, BlockDevice("D1001", "incident"), "filip")
    with pytest.raises(Refused) as refusal:
        world.run(send_order, SendOrder(order.number), "filip")
    assert refusal.value.code == "stock.blocked"


def test_the_database_itself_refuses_a_blocked_device(world: World) -> None:
    world.run(block_device, BlockDevice("D1001", "recall"), "filip")
    with pytest.raises(IntegrityError, match="a blocked device is not handed out"), transaction.atomic():
        Move.objects.create(
            device=world.devices["D1001"], kind="reserved", from_state="in_stock", to_state="reserved", moved_on=TODAY, recorded_at=NOW,
            moved_by="user:0",
        )  # fmt: skip


def test_it_comes_back_and_moves_at_the_centre_though_it_is_blocked(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    world.run(block_device, BlockDevice("D1001", "recall"), "filip")
    take_back(world, "D1001", TODAY)
    world.run(quarantine_device, QuarantineDevice("D1001", "Återkallad", TODAY), "filip")
    assert Device.objects.get(number="D1001").blocked


def test_an_unknown_reason_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(block_device, BlockDevice("D1001", "ugly"), "filip")
    assert (refusal.value.code, refusal.value.field) == ("stock.unknown_block", "reason")


def test_a_prescriber_blocks_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(block_device, BlockDevice("D1001", "recall"), "anna")
