"""The county's rules of how often."""

from datetime import timedelta

import pytest
from tests.support.following import SOURCE, out, rule
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import FollowUp
from handtag.apps.prescriptions.queries_follow_ups import rules_in_force
from handtag.domain.following_up import Rule
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.following.set_follow_up_rule import SetFollowUpRule, set_follow_up_rule


def test_the_first_follow_up_after_delivery_is_due_by_the_rule(world: World) -> None:
    rule(world, "12", 14, 365)
    assert out(world)
    assert FollowUp.objects.get().due_on == TODAY + timedelta(days=14)


def test_a_rule_counts_from_its_day_and_the_latest_of_a_prefix_is_the_one_in_force(world: World) -> None:
    rule(world, "1206", 30, 365)
    rule(world, "1206", 20, None, begins=TODAY + timedelta(days=10))
    assert rules_in_force(world.county.pk, TODAY) == [Rule("1206", 30, 365, SOURCE)]
    assert rules_in_force(world.county.pk, TODAY + timedelta(days=10)) == [Rule("1206", 20, None, SOURCE)]


@pytest.mark.parametrize(
    ("prefix", "first", "interval", "source", "begins", "field"),
    [
        ("1", 30, 365, SOURCE, 0, "iso_prefix"),
        ("12a6", 30, 365, SOURCE, 0, "iso_prefix"),
        ("12", 0, 365, SOURCE, 0, "first_days"),
        ("12", 30, 0, SOURCE, 0, "interval_days"),
        ("12", 30, 1099, SOURCE, 0, "interval_days"),
        ("12", 30, 365, "  ", 0, "source"),
        ("12", 30, 365, "x" * 201, 0, "source"),
        ("12", 30, 365, SOURCE, -1, "valid_from"),
    ],
)
def test_what_is_no_rule_is_refused_at_its_field(
    world: World, prefix: str, first: int, interval: int, source: str, begins: int, field: str
) -> None:
    data = SetFollowUpRule(world.county.code, prefix, first, interval, source, TODAY + timedelta(days=begins))
    with pytest.raises(Refused) as refusal:
        world.run(set_follow_up_rule, data, "ivan")
    assert refusal.value.field == field
    assert rules_in_force(world.county.pk, TODAY) == []


def test_another_county_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(set_follow_up_rule, SetFollowUpRule("99", "12", 30, 365, SOURCE, TODAY), "ivan")
