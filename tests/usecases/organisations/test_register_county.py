"""A county is taken in once."""

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import County
from handtag.apps.organisations.queries import system_viewer
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.base import execute
from handtag.usecases.organisations.register_county import RegisterCounty, register_county

NEW = RegisterCounty("99", "Exempellän", "demo")


def test_a_county_gets_its_agreement(world: World) -> None:
    execute(register_county, NEW, system_viewer(world.today))
    assert County.objects.get(code="99").agreement_id == "demo"


def test_a_known_code_is_refused_at_its_field(world: World) -> None:
    execute(register_county, NEW, system_viewer(world.today))
    with pytest.raises(Refused) as refusal:
        execute(register_county, NEW, system_viewer(world.today))
    assert (refusal.value.code, refusal.value.field) == ("organisations.already_registered", "code")


@pytest.mark.parametrize("name", ["anna", "ivan"])
def test_nobody_who_works_in_one_county_takes_in_another(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        execute(register_county, NEW, world.viewer(name))
    assert not County.objects.filter(code="99").exists()
