"""A small migrated county in the database of this process, and many devices lent out in it at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.support.world import World


def make() -> World:
    django.setup()
    from handtag.db import wall

    wall.ask_as(wall.EVERYTHING)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    from tests.support.world import make_world

    return make_world()


def lend_many(world: World, number: int, first: date) -> None:
    """So many devices with a person since a day, written in bulk: what the history was does not matter here."""
    from tests.support.lending import lend

    from handtag.apps.rentals.models import Rental
    from handtag.apps.stock.models import Device, Move

    at = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    order = lend(world, "D1001", on=first)
    one = Rental.objects.get(device__number="D1001")
    person = one.device.person
    devices = Device.objects.bulk_create(
        Device(
            centre=world.centre, number=f"B{n}", article=one.article, purchased_on=first, purchase_ore=1, state="with_person",
            person=person, last_moved_on=first,
        )
        for n in range(number)
    )  # fmt: skip
    moves = Move.objects.bulk_create(
        Move(device=device, kind="delivered", from_state="in_transit", to_state="with_person", person=person, moved_on=first,
             recorded_at=at, moved_by="bench", order_number=order.number)
        for device in devices
    )  # fmt: skip
    Rental.objects.bulk_create(
        Rental(
            centre=world.centre, device=device, article=one.article, order_line=one.order_line, decision=one.decision,
            agreement_version=one.agreement_version, unit=one.unit, payer=one.payer, cost_centre=one.cost_centre,
            start_move=move, start_on=first,
        )
        for device, move in zip(devices, moves, strict=True)
    )  # fmt: skip
