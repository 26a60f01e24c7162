"""Putting away a template, or what was begun."""

import pytest
from tests.support.world import World

from handtag.apps.orders.models import OrderSheet
from handtag.domain.values.errors import NotFound
from handtag.usecases.ordering.discard_sheet import DiscardSheet, discard_sheet
from handtag.usecases.ordering.save_sheet import SaveSheet, save_sheet
from handtag.usecases.promising import Accessory


def test_a_template_is_put_away_and_the_rest_stays(world: World) -> None:
    for name in ("", "Natt"):
        world.run(save_sheet, SaveSheet((Accessory("60001"),), name), "maj")
    world.run(discard_sheet, DiscardSheet("Natt"), "maj")
    assert list(OrderSheet.objects.values_list("name", flat=True)) == [""]
    world.run(discard_sheet, DiscardSheet(), "maj")
    assert not OrderSheet.objects.exists()


def test_what_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="no_sheet"):
        world.run(discard_sheet, DiscardSheet("Natt"), "maj")
