"""Spare parts come off a device: no more than it has of them, and into a store again."""

from datetime import date
from typing import Any

import pytest
from tests.support.valid_pieces import CATHETER, TRAY, lot
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Balance, CountedMove, PiecesHeld
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.detach_pieces import DetachPieces, detach_pieces
from handtag.usecases.stock.report_lost import ReportLost, report_lost
from handtag.usecases.stock.use_pieces import UsePieces, use_pieces


def on_it(world: World, quantity: int, article: str = TRAY, **given: Any) -> None:
    world.run(use_pieces, UsePieces(article, "C", quantity, TODAY, "D1001", **given), "tage")


def detach(world: World, quantity: int, article: str = TRAY, by: str = "tage", **given: Any) -> None:
    world.run(detach_pieces, DetachPieces(article, "D1001", quantity, "F", TODAY, **given), by)


def test_they_lie_in_the_store_again_and_the_rest_stays_on_the_device(world: World) -> None:
    on_it(world, 3)
    detach(world, 2)
    held = PiecesHeld.objects.filter(article=world.articles["tray"], quantity__gt=0)
    assert sorted(held.values_list("place", "quantity")) == [("device", 1), ("store", 2), ("store", 17)]
    assert Balance.objects.get(article=world.articles["tray"], location=world.locations["F"]).quantity == 2


def test_no_more_than_the_device_has(world: World) -> None:
    on_it(world, 3)
    with pytest.raises(Refused, match="too_few"):
        detach(world, 4)


def test_the_lot_that_was_read_is_the_one_that_comes_off(world: World) -> None:
    soon, late = lot(world, "L-SOON", date(2027, 1, 31), 3), lot(world, "L-LATE", date(2028, 1, 31), 3)
    on_it(world, 2, CATHETER, code="L-SOON")
    on_it(world, 2, CATHETER, code="L-LATE")
    detach(world, 1, CATHETER, code="L-LATE")
    detach(world, 1, CATHETER)
    assert [row.lot for row in CountedMove.objects.filter(kind="detached").order_by("pk")] == [late, soon]


def test_nothing_comes_off_a_lost_device_but_off_one_that_is_scrapped(world: World) -> None:
    on_it(world, 3)
    world.run(decommission_device, DecommissionDevice("D1001", "Trasig", TODAY), "filip")
    detach(world, 1)
    world.run(use_pieces, UsePieces(TRAY, "C", 1, TODAY, "D1002"), "tage")
    world.run(report_lost, ReportLost("D1002", "Borta", TODAY), "filip")
    with pytest.raises(Refused, match="carries_nothing"):
        world.run(detach_pieces, DetachPieces(TRAY, "D1002", 1, "F", TODAY), "tage")


def test_a_prescriber_takes_nothing_off(world: World) -> None:
    on_it(world, 3)
    with pytest.raises(NotAllowed):
        detach(world, 1, by="anna")
