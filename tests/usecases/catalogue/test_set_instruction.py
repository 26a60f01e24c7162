"""An instruction is read at its step: the article's own before its series'."""

import pytest
from tests.support.articles import in_series
from tests.support.world import World

from handtag.apps.catalogue.queries import instruction, instructions
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.set_instruction import SetInstruction, set_instruction


def test_the_articles_own_goes_before_its_series(world: World) -> None:
    in_series(world, "rollator", "rollator_plus")
    world.run(set_instruction, SetInstruction("10001", "pick", "Ta med nyckeln", for_series=True), "eva")
    world.run(set_instruction, SetInstruction("10002", "pick", "Ta med bågen"), "eva")
    rows = [world.fresh(world.articles[name]) for name in ("rollator", "rollator_plus", "wheelchair")]
    assert [instruction(row, "pick") for row in rows] == ["Ta med nyckeln", "Ta med bågen", ""]
    assert instructions(rows, "return") == {}
    world.run(set_instruction, SetInstruction("10002", "pick", " "), "eva")
    assert instruction(rows[1], "pick") == "Ta med nyckeln"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SetInstruction("10001", "lunch", "Ät"), "catalogue.unknown_step"),
        (SetInstruction("10001", "pick", "x" * 2001), "catalogue.instruction_too_long"),
        (SetInstruction("10001", "pick", "x", for_series=True), "catalogue.no_series"),
    ],
)
def test_an_unclear_instruction_is_refused(world: World, data: SetInstruction, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(set_instruction, data, "eva")
    assert refusal.value.code == code


def test_an_unknown_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(set_instruction, SetInstruction("finns inte", "pick", "x"), "eva")
