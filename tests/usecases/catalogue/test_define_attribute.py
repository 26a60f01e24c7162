"""What is told of an ISO group is said once, and a change leaves no value wrong."""

from dataclasses import replace

import pytest
from tests.support.world import World

from handtag.apps.catalogue.models import Attribute
from handtag.domain.values.errors import Refused
from handtag.usecases.catalogue.define_attribute import DefineAttribute, define_attribute
from handtag.usecases.catalogue.set_attribute_values import SetAttributeValues, set_attribute_values

COLOUR = DefineAttribute("1206", "Färg", "choice", choices=("Röd", "Grå"))


def test_the_same_name_and_group_again_changes_the_attribute(world: World) -> None:
    first = world.run(define_attribute, COLOUR, "eva")
    assert world.run(define_attribute, replace(COLOUR, choices=("Röd", "Grå", "Blå")), "eva") == first
    assert Attribute.objects.get(pk=first).choices == ["Röd", "Grå", "Blå"]


def test_a_change_that_makes_a_standing_value_wrong_is_refused(world: World) -> None:
    world.run(define_attribute, COLOUR, "eva")
    world.run(set_attribute_values, SetAttributeValues("10001", {"Färg": "grå"}), "eva")
    with pytest.raises(Refused, match=r"catalogue\.values_do_not_fit") as refusal:
        world.run(define_attribute, replace(COLOUR, choices=("Röd", "Blå")), "eva")
    assert refusal.value.params["article"] == "10001"
    with pytest.raises(Refused, match=r"catalogue\.values_do_not_fit"):
        world.run(define_attribute, replace(COLOUR, type="number", choices=()), "eva")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iso_group": "120"}, "catalogue.bad_iso_group"),
        ({"name": " "}, "catalogue.attribute_without_name"),
        ({"type": "colour"}, "catalogue.unknown_attribute_type"),
        ({"choices": ("Röd",)}, "catalogue.bad_choices"),
        ({"choices": ("Röd", "röd")}, "catalogue.bad_choices"),
        ({"type": "number"}, "catalogue.bad_choices"),
        ({"unit": "cm"}, "catalogue.only_numbers_have_units"),
    ],
)
def test_an_unclear_attribute_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(define_attribute, replace(COLOUR, **changes), "eva")  # type: ignore[arg-type]
    assert refusal.value.code == code
