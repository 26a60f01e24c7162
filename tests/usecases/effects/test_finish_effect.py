"""A performed effect is never taken again; a failed one waits and does not hold up the others."""

from datetime import timedelta

import pytest
from tests.support.world import NOW, World

from handtag.apps.organisations.queries import system_viewer
from handtag.apps.outbox.models import Effect
from handtag.apps.outbox.store import add_effect
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.base import execute
from handtag.usecases.effects.claim_effect import ClaimEffect, claim_effect
from handtag.usecases.effects.finish_effect import FinishEffect, finish_effect

TIMER = system_viewer(NOW.date())


def claim(minutes: int = 0) -> str:
    effect = execute(claim_effect, ClaimEffect(), TIMER, now=NOW + timedelta(minutes=minutes))
    return effect.kind if effect else ""


def test_a_finished_effect_is_done_once(world: World) -> None:
    add_effect("mail", {}, at=NOW)
    claim()
    pk = Effect.objects.get().pk
    assert execute(finish_effect, FinishEffect(pk), TIMER, now=NOW) == "finished"
    assert claim(minutes=60) == ""
    with pytest.raises(NotFound):
        execute(finish_effect, FinishEffect(pk), TIMER, now=NOW)


def test_a_failed_effect_waits_while_others_go_on(world: World) -> None:
    for kind in ("broken", "whole"):
        add_effect(kind, {}, at=NOW)
    assert claim() == "broken"
    assert execute(finish_effect, FinishEffect(Effect.objects.get(kind="broken").pk, "no answer"), TIMER, now=NOW) == "failed"
    assert [claim(), claim(), claim(minutes=11)] == ["whole", "", "broken"]
    assert Effect.objects.get(kind="broken").last_error == "no answer"


def test_what_nobody_has_claimed_is_not_finished(world: World) -> None:
    add_effect("mail", {}, at=NOW)
    with pytest.raises(NotFound):
        execute(finish_effect, FinishEffect(Effect.objects.get().pk), TIMER, now=NOW)
    assert claim() == "mail"


def test_people_finish_no_effects(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(finish_effect, FinishEffect(1), "ivan")
