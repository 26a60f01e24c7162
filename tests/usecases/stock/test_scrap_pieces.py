"""Counted goods that nobody can use: out of the books with a listed reason, what has expired first."""

from datetime import timedelta

import pytest
from tests.support.stores import add_store, level, put, refill_of
from tests.support.valid_pieces import CATHETER, TRAY, lot
from tests.support.world import TODAY, World

from handtag.apps.stock.models import CountedMove
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.scrap_pieces import ScrapPieces, scrap_pieces


def test_what_has_expired_goes_first_and_says_why(world: World) -> None:
    old = lot(world, "L-OLD", TODAY - timedelta(days=1), 5)
    world.run(scrap_pieces, ScrapPieces(CATHETER, "C", 5, "expired", TODAY), "filip")
    made = CountedMove.objects.get(kind="decommissioned")
    assert (made.lot, made.quantity, made.against, made.note) == (old, -5, "decommissioned", "expired")


@pytest.mark.parametrize(
    ("quantity", "reason", "code"), [(1, "", "unknown_reason"), (1, "gammal", "unknown_reason"), (21, "damaged", "too_few")]
)
def test_only_what_is_there_and_for_a_listed_reason(world: World, quantity: int, reason: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        world.run(scrap_pieces, ScrapPieces(TRAY, "C", quantity, reason, TODAY), "filip")


def test_the_store_is_filled_up(world: World) -> None:
    add_store(world)
    put(world, "N", tray=5)
    level(world, "N", "tray", 4, 8)
    world.run(scrap_pieces, ScrapPieces(TRAY, "N", 2, "damaged", TODAY), "filip")
    assert refill_of("N") is not None


def test_a_prescriber_scraps_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(scrap_pieces, ScrapPieces(TRAY, "C", 1, "damaged", TODAY), "anna")
