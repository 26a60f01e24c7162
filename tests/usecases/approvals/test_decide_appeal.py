"""An appeal is tried once, with a reason, by whom the county has named."""

import pytest
from tests.support.approvals import appealed, fresh
from tests.support.world import World

from handtag.apps.approvals.appeals import Appeal
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.decide_appeal import DecideAppeal, decide_appeal
from handtag.usecases.ordering.place_order import PlaceOrder, place_order


def test_what_is_upheld_can_be_ordered(world: World) -> None:
    found = appealed(world)
    world.run(decide_appeal, DecideAppeal(found.pk, "upheld", "Behovet är styrkt"), "sten")
    assert fresh(found.approval).state == "approved"
    assert world.run(place_order, PlaceOrder(found.approval.prescription.key, world.points["health_centre"].pk), "anna")


def test_what_is_dismissed_stays_refused_and_is_tried_once(world: World) -> None:
    found = appealed(world)
    data = DecideAppeal(found.pk, "dismissed", "Behovet är litet")
    world.run(decide_appeal, data, "sten")
    assert fresh(found.approval).state == "refused"
    with pytest.raises(Refused, match="tried_already"):
        world.run(decide_appeal, data, "sten")


@pytest.mark.parametrize(("verdict", "reason", "field"), [("upheld", " ", "reason"), ("kanske", "Ja", "verdict")])
def test_a_decision_has_a_reason_and_is_one_of_two(world: World, verdict: str, reason: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(decide_appeal, DecideAppeal(appealed(world).pk, verdict, reason), "sten")
    assert refusal.value.field == field


def test_who_refused_does_not_try_it(world: World) -> None:
    found = appealed(world)
    Appeal.objects.filter(pk=found.pk).update(appealed_by=world.viewer("sten").code)
    with pytest.raises(Refused, match="own_appeal"):
        world.run(decide_appeal, DecideAppeal(found.pk, "upheld", "Ja"), "sten")


def test_another_role_than_the_levels_does_not_find_it(world: World) -> None:
    data = DecideAppeal(appealed(world).pk, "upheld", "Ja")
    with pytest.raises(NotFound):
        world.run(decide_appeal, data, "lena")
    with pytest.raises(NotAllowed):
        world.run(decide_appeal, data, "gun")
