"""Somebody who prescribes in a colleague's place."""

from datetime import timedelta

import pytest
from tests.support.prescribing import chosen
from tests.support.rights import certified, required
from tests.support.world import TODAY, World

from handtag.apps.rights.models import RightGrant, RightUsed
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.name_substitute import NameSubstitute, name_substitute

LAST = TODAY + timedelta(days=20)


def substitute(world: World, name: str = "anna", for_: str = "berit", by: str = "rakel") -> int:
    data = NameSubstitute(world.assignments[name].pk, world.assignments[for_].pk, TODAY, LAST, "Semester")
    return world.run(name_substitute, data, by)


def test_a_substitute_gets_what_the_colleague_has_and_no_more(world: World) -> None:
    required(world)
    required(world, title="Lyftkurs", course_code="lyft", iso_prefix="123603")
    certified(world, "berit")
    assert substitute(world) == 1
    chosen(world, "wheelchair")
    assert RightUsed.objects.get().bases[0]["kind"] == "substitute"
    assert RightGrant.objects.get().valid_to == LAST


def test_without_anything_to_give_nobody_is_named(world: World) -> None:
    required(world)
    with pytest.raises(Refused, match=r"rights\.nothing_to_give"):
        substitute(world)
    with pytest.raises(Refused, match=r"rights\.own_substitute"):
        substitute(world, "anna", "anna")
    with pytest.raises(NotFound):
        substitute(world, "cilla")
