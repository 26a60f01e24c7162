"""Counted when it comes back: all there, or what is missing is named."""

import pytest
from tests.support.lending import lend, take_back
from tests.support.world import TODAY, World

from handtag.apps.stock.models import ComponentCheck
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.check_components import CheckComponents, check_components


@pytest.mark.parametrize(("missing", "complete"), [("", True), ("Bricka och korg", False)])
def test_what_is_missing_stands_with_the_return(world: World, missing: str, complete: bool) -> None:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    world.run(check_components, CheckComponents("D1001", missing), "filip")
    check = ComponentCheck.objects.get()
    assert (check.complete, check.missing, check.move.kind) == (complete, missing, "returned")


def test_each_return_is_checked_once(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    world.run(check_components, CheckComponents("D1001"), "filip")
    with pytest.raises(Refused) as refusal:
        world.run(check_components, CheckComponents("D1001"), "filip")
    assert refusal.value.code == "stock.components_checked"


def test_what_has_not_come_back_is_not_checked(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(check_components, CheckComponents("D1001"), "filip")
    assert refusal.value.code == "stock.not_returned"


def test_a_prescriber_checks_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(check_components, CheckComponents("D1001"), "anna")
