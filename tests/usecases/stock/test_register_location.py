"""Every place where goods lie has a code of its own."""

import pytest
from tests.support.world import World

from handtag.apps.stock.models import Location
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.stock.register_location import RegisterLocation, register_location


def test_a_branch_store_opens(world: World) -> None:
    execute(register_location, RegisterLocation(world.centre.pk, "F99", "Filialen", "branch_store"), world.viewer("ivan"))
    assert Location.objects.get(code="F99").kind == "branch_store"


def test_a_code_is_used_once(world: World) -> None:
    execute(register_location, RegisterLocation(world.centre.pk, "F99", "Filialen", "branch_store"), world.viewer("ivan"))
    with pytest.raises(Refused) as refusal:
        execute(register_location, RegisterLocation(world.centre.pk, "F99", "Dubbelt", "branch_store"), world.viewer("ivan"))
    assert refusal.value.field == "code"


def test_the_centre_must_exist(world: World) -> None:
    with pytest.raises(NotFound):
        execute(register_location, RegisterLocation(0, "F99", "Filialen", "branch_store"), world.viewer("ivan"))


def test_a_store_worker_opens_no_store(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(register_location, RegisterLocation(world.centre.pk, "F99", "Filialen", "branch_store"), world.viewer("filip"))


def test_an_unknown_kind_is_refused_and_the_known_ones_are_told(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_location, RegisterLocation(world.centre.pk, "F99", "Filialen", "shed"), world.viewer("ivan"))
    assert refusal.value.field == "kind"
    assert "branch_store" in refusal.value.params["valid"]
