"""Whichever sealed row somebody with the database's own tools meddles with, in whichever way, `audit verify` names the first bad row."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from tests.battery.conftest import Size
from tests.support import tampering
from tests.support.world import NOW, World

from handtag.apps.audit import checks
from handtag.apps.audit.models import AccessEntry, Seal
from handtag.apps.organisations.queries import system_viewer
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import execute
from handtag.usecases.people.open_person import OpenPerson, open_person

pytestmark = [pytest.mark.both, pytest.mark.damaged]


def test_every_kind_of_tampering_is_found_at_its_row(world: World, size: Size, done: Callable[[str], None]) -> None:
    chance, rounds = random.Random(size.seed), size.of(5, 200)
    for hour in range(6):
        for second in range(chance.randrange(1, 8)):  # no two alike: rows that are alike may change places unseen
            at = NOW + timedelta(hours=hour, seconds=second)
            world.run(open_person, OpenPerson(world.key("asta")), chance.choice(("anna", "cilla")), now=at)
        execute(seal_log, SealLog(), system_viewer(world.today), now=NOW)
    assert list(checks.breaks()) == []
    last = {seal.principal_id: seal.first_id for seal in Seal.objects.filter(log="access").order_by("number")}
    before = (
        min(last.values()) - 1
    )  # only an exported head tells that a care provider's last seal was made again; and a swap takes two rows
    sealed = list(AccessEntry.objects.filter(pk__lt=before).order_by("pk"))
    missed = []
    for kind, tamper in tampering.INSIDE.items():
        for _ in range(rounds):
            victim = chance.choice(sealed).pk
            with transaction.atomic():
                tampering.open_the_walls()
                bad = tamper(victim)
                found = next(checks.breaks(), None)
                transaction.set_rollback(True)
            if found is None or (found.entry_id != bad and kind != "truncated"):
                missed.append(f"{kind} at row {victim}: {found}")
    done(f"{len(tampering.INSIDE)} kinds × {rounds} rows")
    assert missed == []
    assert list(checks.breaks()) == []


@pytest.mark.law("NIS 2 art. 21.2 f")
def test_without_comparing_hashes_a_changed_row_is_not_found(
    world: World, monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    """The one comparison taken away: every row passes for the one its seal remembers."""
    without("comparing a row with its seal")
    meet = checks.Follower.meet

    def believe(self: checks.Follower, entry_id: int, _digest: Callable[[int], bytes]) -> None:
        meet(self, entry_id, lambda _layout: self._next.digest if self._next else b"")

    monkeypatch.setattr(checks.Follower, "meet", believe)
    with pytest.raises(AssertionError, match="changed at row"):
        test_every_kind_of_tampering_is_found_at_its_row(world, Size(0, 1), lambda _told: None)
