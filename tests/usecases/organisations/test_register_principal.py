"""A principal has a valid organisation number; a municipality has its code."""

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import Population, Principal
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.organisations.register_principal import RegisterPrincipal, register_principal


def private(world: World, **changes: object) -> RegisterPrincipal:
    values = {"county_code": world.county.code, "kind": "private", "name": "Vårdbolaget AB", "organisation_number": "556026-9986"}
    return RegisterPrincipal(**(values | changes))  # type: ignore[arg-type]


def test_populations_come_with_the_principal(world: World) -> None:
    made = execute(register_principal, private(world, populations=((2024, 1200), (2025, 1300))), world.viewer("ivan"))
    assert list(Population.objects.filter(principal_id=made).order_by("year").values_list("inhabitants", flat=True)) == [1200, 1300]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation_number": "556026-9987"}, "organisation_number"),
        ({"kind": "municipality"}, "municipality_code"),
        ({"municipality_code": "9999"}, "municipality_code"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_principal, private(world, **changes), world.viewer("ivan"))
    assert refusal.value.field == field
    assert not Principal.objects.filter(name="Vårdbolaget AB").exists()


def test_an_unknown_county_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        execute(register_principal, private(world, county_code="77"), world.viewer("ivan"))


def test_a_controller_registers_no_principal(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(register_principal, private(world), world.viewer("gun"))


def test_an_unknown_kind_is_refused_and_the_known_ones_are_told(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_principal, private(world, kind="county"), world.viewer("ivan"))
    assert refusal.value.field == "kind"
    assert "region" in refusal.value.params["valid"]


@pytest.mark.parametrize("field", ["organisation_number", "municipality_code"])
def test_two_principals_share_neither_number_nor_code(world: World, field: str) -> None:
    taken = Principal.objects.exclude(municipality_code="").earliest("pk")
    changes = {"kind": "municipality", "municipality_code": "0001"} | {field: getattr(taken, field)}
    with pytest.raises(Refused) as refusal:
        execute(register_principal, private(world, **changes), world.viewer("ivan"))
    assert (refusal.value.code, refusal.value.field) == ("organisations.already_registered", field)
