"""Two processes send the same commands at once, and each sends some of them again: whoever comes second gets the first answer."""

import random
import time
from contextlib import nullcontext
from typing import Any
from unittest.mock import patch
from uuid import UUID

from tests.battery.crew import together, wrongs

DEVICES = ("D1001", "D1002", "D1003", "D1007")


def run(world: Any, commands: int, seed: int, seconds: float = float("inf"), mutant: str = "") -> dict[str, Any]:
    """How many took effect, how many were answered twice in two ways, and what is wrong afterwards."""
    from handtag.apps.audit.models import CommandReceipt
    from handtag.apps.stock.models import Move

    before, until = Move.objects.count(), time.monotonic() + seconds
    first, second = together([lambda: _send(world, commands, seed, until, mutant)] * 2)
    sent, both = max(len(first), len(second)), min(len(first), len(second))  # out of time, one may have come further
    unequal = [(a, b) for a, b in zip(first[:both], second[:both], strict=True) if a != b or not a.startswith("answered")]
    made = Move.objects.count() - before
    return {"sent": sent, "moves": made, "receipts": CommandReceipt.objects.count(), "unequal": unequal[:10], "wrong": wrongs()}


def _send(world: Any, commands: int, seed: int, until: float, mutant: str) -> list[str]:
    """What was answered to each command the last time it was sent."""
    from tests.support.lending import at

    from handtag.apps.audit import store as audit
    from handtag.domain.values.errors import HandtagError
    from handtag.usecases.stock.move_device import MoveDevice, move_device

    chance, ends = random.Random(seed), []
    hidden = patch.multiple(audit, receipt_for=lambda _command: None, add_receipt=lambda *_a, **_k: None)
    with hidden if mutant == "no receipt" else nullcontext():
        for number in range(commands):
            if time.monotonic() > until:
                break
            data = MoveDevice(chance.choice(DEVICES), chance.choice("CF"), f"B-{number}", world.today)
            command = UUID(int=chance.getrandbits(128), version=4)
            for _ in range(chance.choice((1, 2))):
                try:
                    end = f"answered {world.run(move_device, data, 'filip', now=at(world.today), command_id=command)}"
                except HandtagError as refusal:
                    end = f"refused {refusal.code}"
            ends.append(end)
    return ends
