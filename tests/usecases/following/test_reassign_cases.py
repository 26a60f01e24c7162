"""Who follows up is chosen anew, many at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.support.following import employed, out
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import Responsible, Step
from handtag.apps.prescriptions.queries import follow_ups_due
from handtag.apps.prescriptions.queries_follow_ups import CaseFilter, cases_for_list
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.following.reassign_cases import ReassignCases, reassign_cases


def test_the_unit_s_manager_gives_many_cases_to_another_at_once(world: World) -> None:
    keys = tuple(out(world, person).key for person in ("bror", "frida"))
    changed = world.run(reassign_cases, ReassignCases(keys, world.assignments["nils"].pk), "maj")
    assert changed == 2
    assert [row.prescription.key for row in follow_ups_due(world.viewer("nils"), TODAY, mine=True)] == list(keys)
    assert not follow_ups_due(world.viewer("anna"), TODAY, mine=True).exists()
    assert Step.objects.filter(kind="reassigned", note=world.assignments["nils"].user.name).count() == 2
    mine = cases_for_list(world.viewer("nils"), TODAY, CaseFilter("mine"))
    assert {one.owner_name for one in mine} == {world.assignments["nils"].user.name}


def test_a_second_change_goes_before_the_first(world: World) -> None:
    key = out(world).key
    for name in ("nils", "anna"):
        world.run(reassign_cases, ReassignCases((key,), world.assignments[name].pk), "maj")
    assert Responsible.objects.get().assignment == world.assignments["anna"]


@pytest.mark.parametrize("who", ["maj", "asa", "bo", "eva"])
def test_only_a_prescriber_at_the_unit_takes_over(world: World, who: str) -> None:
    with pytest.raises(NotFound) as refusal:
        world.run(reassign_cases, ReassignCases((out(world).key,), world.assignments[who].pk), "maj")
    assert refusal.value.field == "assignment_id"


def test_whoever_has_left_takes_nothing_over(world: World) -> None:
    left = employed(world, "bo", "health_centre", valid_to=TODAY - timedelta(days=1))
    with pytest.raises(NotFound):
        world.run(reassign_cases, ReassignCases((out(world).key,), left.pk), "maj")


def test_one_that_is_not_the_unit_s_stops_them_all(world: World) -> None:
    for wrong in (out(world, "dagny", "cilla").key, uuid4()):
        with pytest.raises(NotFound):
            world.run(reassign_cases, ReassignCases((out(world).key, wrong), world.assignments["nils"].pk), "maj")
    assert not Responsible.objects.exists()


def test_nothing_chosen_is_said(world: World) -> None:
    with pytest.raises(Refused, match="nothing_chosen"):
        world.run(reassign_cases, ReassignCases((), world.assignments["nils"].pk), "maj")
