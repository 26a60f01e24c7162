"""Values are what their attributes allow, all of them or none."""

import pytest
from tests.support.world import World

from handtag.apps.catalogue.models import AttributeValue
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.define_attribute import DefineAttribute, define_attribute
from handtag.usecases.catalogue.set_attribute_values import SetAttributeValues, set_attribute_values


@pytest.fixture
def told(world: World) -> World:
    """Width and foldable of walking aids, width in another unit of one division."""
    world.run(define_attribute, DefineAttribute("1206", "Bredd", "number", unit="mm"), "eva")
    world.run(define_attribute, DefineAttribute("120606", "Bredd", "number", unit="cm"), "eva")
    world.run(define_attribute, DefineAttribute("12", "Hopfällbar", "yes_no"), "eva")
    return world


def values() -> dict[str, str]:
    return {f"{one.attribute.name} {one.attribute.unit}".strip(): one.value for one in AttributeValue.objects.select_related("attribute")}


def test_values_are_written_in_one_way_in_the_narrowest_groups_unit(told: World) -> None:
    told.run(set_attribute_values, SetAttributeValues("10001", {"Bredd": " 45,50 ", "Hopfällbar": "Ja"}), "eva")
    assert values() == {"Bredd cm": "45.5", "Hopfällbar": "yes"}
    told.run(set_attribute_values, SetAttributeValues("10001", {"Bredd": ""}), "eva")
    assert values() == {"Hopfällbar": "yes"}


@pytest.mark.parametrize(
    ("given", "field"),
    [({"Hopfällbar": "ja", "Bredd": "smal"}, "Bredd"), ({"Hopfällbar": "kanske"}, "Hopfällbar"), ({"Färg": "röd"}, "Färg")],
)
def test_one_wrong_value_stops_them_all_and_is_named(told: World, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        told.run(set_attribute_values, SetAttributeValues("10001", given), "eva")
    assert refusal.value.field == field
    assert values() == {}


def test_an_unknown_article_is_not_found(told: World) -> None:
    with pytest.raises(NotFound):
        told.run(set_attribute_values, SetAttributeValues("finns inte", {}), "eva")
