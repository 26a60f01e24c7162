"""Templates of a unit, and what someone has begun to order for it."""

import pytest
from tests.support.world import World

from handtag.apps.orders import queries_sheets as sheets
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.save_sheet import SaveSheet, save_sheet
from handtag.usecases.promising import Accessory

TWO = (Accessory("60001", 2), Accessory("10001"))


def test_what_is_begun_is_kept_for_who_began_it(world: World) -> None:
    world.run(save_sheet, SaveSheet(TWO), "maj")
    assert [(line.article.number, line.quantity) for line in sheets.begun(world.viewer("maj"))] == [("60001", 2), ("10001", 1)]
    assert sheets.begun(world.viewer("anna")) == []
    world.run(save_sheet, SaveSheet((Accessory("60001", 1), Accessory("60001", 4))), "maj")
    assert [(line.article.number, line.quantity) for line in sheets.begun(world.viewer("maj"))] == [("60001", 5)]


def test_a_template_is_the_units_and_holds_what_was_last_saved(world: World) -> None:
    assert world.run(save_sheet, SaveSheet(TWO, "  Nytt   rum "), "maj") == "Nytt rum"
    world.run(save_sheet, SaveSheet((Accessory("40001", 10),), "Nytt rum"), "maj")
    assert [(sheet.name, sheet.size) for sheet in sheets.templates(world.viewer("anna"))] == [("Nytt rum", 1)]
    assert sheets.template_lines(world.viewer("anna"), "Nytt rum") == [("40001", 10)]
    assert list(sheets.templates(world.viewer("bo"))) == []
    assert sheets.template_lines(world.viewer("bo"), "Nytt rum") == []


def test_what_is_wrong_is_said_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(NotFound, match="no_article"):
        world.run(save_sheet, SaveSheet((Accessory("nope"),)), "maj")
    with pytest.raises(Refused, match="bad_quantity"):
        world.run(save_sheet, SaveSheet((Accessory("60001", 0),)), "maj")
    with pytest.raises(Refused, match="long_name"):
        world.run(save_sheet, SaveSheet(TWO, "x" * 61), "maj")
    assert sheets.begun(world.viewer("maj")) == []


def test_who_orders_no_equipment_keeps_no_sheet(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(save_sheet, SaveSheet(TWO), "anna")
