"""A county is taken in once."""

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import County
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.base import execute
from handtag.usecases.organisations.register_county import RegisterCounty, register_county

NEW = RegisterCounty("99", "Exempellän", "demo")


def test_a_county_gets_its_agreement(world: World) -> None:
    execute(register_county, NEW, world.viewer("ivan"))
    assert County.objects.get(code="99").agreement_id == "demo"


def test_a_known_code_is_refused_at_its_field(world: World) -> None:
    execute(register_county, NEW, world.viewer("ivan"))
    with pytest.raises(Refused) as refusal:
        execute(register_county, NEW, world.viewer("ivan"))
    assert (refusal.value.code, refusal.value.field) == ("organisations.already_registered", "code")


def test_a_prescriber_registers_no_county(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(register_county, NEW, world.viewer("anna"))
    assert not County.objects.filter(code="99").exists()
