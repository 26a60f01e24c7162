"""Two workers deliver the outbox to a receiver that knows what it has had; one after another is killed between deed and word."""

import os
import random
import signal
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

from tests.battery.crew import FORK, together, wrongs


def run(world: Any, effects: int, seed: int, mutant: str = "") -> dict[str, Any]:
    """How often each effect was had by the receiver, and how often it was offered."""
    from tests.support.world import NOW

    from handtag.apps.outbox.models import Effect
    from handtag.apps.outbox.store import add_effect

    for number in range(effects):
        add_effect("letter", {"number": number}, at=NOW)
    letters = FORK.Array("i", effects + 1)
    killed, turn, risk = 0, 0, max(0.04, 6 / effects)  # few effects, and still someone dies
    while Effect.objects.filter(finished_at=None).exists() and turn < effects + 20:
        crew = [partial(_worker, random.Random(f"{seed}/{turn}/{n}"), risk, turn, letters, mutant) for n in range(2)]
        killed += together(crew).count(None)
        turn += 1
    offered = Counter(letters[:effects])
    return {
        "never": offered.pop(0, 0), "most often offered": max(offered), "killed": killed,
        "had twice": letters[effects], "left": Effect.objects.filter(finished_at=None).count(), "wrong": wrongs(),
    }  # fmt: skip


def _worker(chance: random.Random, risk: float, turn: int, letters: Any, mutant: str) -> int:
    """Claims, delivers and tells until nothing waits; may be killed before the deed, after it, or after it told."""
    from tests.support.world import NOW

    from handtag.apps.organisations.queries import system_viewer
    from handtag.domain.values.errors import NotFound
    from handtag.usecases.base import execute
    from handtag.usecases.effects.claim_effect import ClaimEffect, claim_effect
    from handtag.usecases.effects.finish_effect import FinishEffect, finish_effect

    now = NOW + timedelta(minutes=11 * turn)  # what a killed worker had claimed is free again
    timer, delivered = system_viewer(now.date()), 0
    while (effect := execute(claim_effect, ClaimEffect(), timer, now=now)) is not None:
        _perhaps_die(chance, risk)
        _receive(letters, effect.payload["number"], is_idempotent=mutant != "forgetful receiver")
        _perhaps_die(chance, risk)
        try:
            execute(finish_effect, FinishEffect(effect.effect_id), timer, now=now)
        except NotFound:
            delivered -= 1
        delivered += 1
    return delivered


def _receive(letters: Any, number: int, *, is_idempotent: bool) -> None:
    """The receiver notes each offer; the last place counts those that it took although it had them."""
    with letters.get_lock():
        if letters[number] and not is_idempotent:
            letters[len(letters) - 1] += 1
        letters[number] += 1


def _perhaps_die(chance: random.Random, risk: float) -> None:
    if chance.random() < risk:
        os.kill(os.getpid(), signal.SIGKILL)
