"""A unit has an HSA-id, a cost centre and places where goods are brought."""

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import Unit
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.organisations.register_unit import NewDeliveryPoint, RegisterUnit, register_unit


def unit(world: World, **changes: object) -> RegisterUnit:
    values: dict[str, object] = {
        "principal_id": world.region.pk,
        "centre_id": world.centre.pk,
        "kind": "health_centre",
        "name": "Nya hälsocentralen",
        "hsa_id": "SE2321000131-NY1",
        "cost_centre_code": "7788",
        "cost_centre_name": "Primärvård",
        "delivery_points": (NewDeliveryPoint("Godsmottagning", "Storgatan 1", "24"),),
    }
    return RegisterUnit(**(values | changes))  # type: ignore[arg-type]


def test_two_units_may_share_a_cost_centre(world: World) -> None:
    first = execute(register_unit, unit(world), world.viewer("ivan"))
    second = execute(register_unit, unit(world, hsa_id="SE2321000131-NY2", name="Filialen"), world.viewer("ivan"))
    assert Unit.objects.get(pk=first).cost_centre_id == Unit.objects.get(pk=second).cost_centre_id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hsa_id": "SE2321000132-NY1"}, "hsa_id"),
        ({"delivery_points": (NewDeliveryPoint("Port", "Gatan", "67"),)}, "delivery_points"),
        ({"delivery_points": (NewDeliveryPoint("Port", "Gatan", ""),)}, "delivery_points"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_unit, unit(world, **changes), world.viewer("ivan"))
    assert refusal.value.field == field
    assert not Unit.objects.filter(name="Nya hälsocentralen").exists()


@pytest.mark.parametrize("field", ["principal_id", "centre_id"])
def test_it_belongs_to_someone_and_is_served_by_someone(world: World, field: str) -> None:
    with pytest.raises(NotFound) as missing:
        execute(register_unit, unit(world, **{field: 0}), world.viewer("ivan"))
    assert missing.value.field == field


def test_a_desk_worker_registers_no_unit(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(register_unit, unit(world), world.viewer("eva"))


def test_an_unknown_kind_is_refused_and_the_known_ones_are_told(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_unit, unit(world, kind="clinic"), world.viewer("ivan"))
    assert refusal.value.field == "kind"
    assert "health_centre" in refusal.value.params["valid"]


def test_an_hsa_id_names_one_unit_however_it_is_written(world: World) -> None:
    execute(register_unit, unit(world), world.viewer("ivan"))
    with pytest.raises(Refused) as refusal:
        execute(register_unit, unit(world, name="Andra"), world.viewer("ivan"))
    assert (refusal.value.code, refusal.value.field) == ("organisations.already_registered", "hsa_id")


def test_two_delivery_points_of_a_unit_do_not_share_a_name(world: World) -> None:
    points = (NewDeliveryPoint("Port", "Gatan 1", "2"), NewDeliveryPoint("Port", "Gatan 2", "4"))
    with pytest.raises(Refused) as refusal:
        execute(register_unit, unit(world, delivery_points=points), world.viewer("ivan"))
    assert (refusal.value.code, refusal.value.field) == ("organisations.already_registered", "delivery_points")
    assert not Unit.objects.filter(name="Nya hälsocentralen").exists()
