"""A device is moved through the use case (lock, permission, rule, move, projection, audit, commit) against bare rows."""

import sys

from bench import county
from bench.harness import Rival, compare


def main(*, quick: bool) -> None:
    world = county.make()
    from django.db import transaction

    from handtag.apps.stock.checks import devices_off_their_moves
    from handtag.apps.stock.models import Device, Move
    from handtag.usecases.base import execute
    from handtag.usecases.stock.move_device import MoveDevice, move_device

    number = 100 if quick else 500
    viewer, device = world.viewer("filip"), Device.objects.get(number="D1001")

    def bare() -> str:
        for turn in range(number):
            with transaction.atomic(durable=True):
                Device.objects.filter(pk=device.pk).update(bin=f"B-{turn}", last_moved_on=world.today)
                Move.objects.create(
                    device=device, kind="moved", from_state="in_stock", to_state="in_stock", to_location=world.locations["C"],
                    to_bin=f"B-{turn}", moved_on=world.today, recorded_at=world.now, moved_by="bench",
                )  # fmt: skip
        return str(Device.objects.get(pk=device.pk).bin)

    def use_case() -> str:
        for turn in range(number):
            execute(move_device, MoveDevice("D1001", "C", f"B-{turn}", world.today), viewer, now=world.now)
        return str(Device.objects.get(pk=device.pk).bin)

    rivals = [Rival("two bare rows in a transaction", bare, number), Rival("use case move_device", use_case, number)]
    compare("One move, committed, per move", rivals, rounds=5)
    assert list(devices_off_their_moves()) == []


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
