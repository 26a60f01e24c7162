"""Counted goods go back to their supplier, with a listed reason."""

from datetime import date

import pytest
from tests.support.valid_pieces import CATHETER, TRAY, lot
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Balance, CountedMove
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.send_back_pieces import SendBackPieces, send_back_pieces


def test_a_recalled_lot_goes_back_and_no_other(world: World) -> None:
    lot(world, "L-SOON", date(2027, 1, 31), 5)
    recalled = lot(world, "L-1", date(2028, 1, 31), 5)
    world.run(send_back_pieces, SendBackPieces(CATHETER, "C", 5, "recalled", TODAY, "L-1"), "filip")
    made = CountedMove.objects.get(kind="returned_to_supplier")
    assert (made.lot, made.quantity, made.against, made.note) == (recalled, -5, "supplier", "recalled")
    assert Balance.objects.get(article=made.article, location=made.location).quantity == 505


@pytest.mark.parametrize(
    ("quantity", "reason", "code"), [(1, "expired", "unknown_reason"), (0, "faulty", "no_pieces"), (21, "faulty", "too_few")]
)
def test_only_what_is_there_and_for_a_listed_reason(world: World, quantity: int, reason: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        world.run(send_back_pieces, SendBackPieces(TRAY, "C", quantity, reason, TODAY), "filip")


def test_a_prescriber_sends_nothing_back(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(send_back_pieces, SendBackPieces(TRAY, "C", 1, "faulty", TODAY), "anna")
