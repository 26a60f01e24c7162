"""The county says what needs an approval, from a day, with the document that says so."""

from datetime import timedelta

import pytest
from tests.support.approvals import SOURCE, rule
from tests.support.prescribing import chosen
from tests.support.world import TODAY, World

from handtag.apps.approvals.models import Approval, ApprovalRule
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.approvals.set_approval_rule import SetApprovalRule, set_approval_rule


def test_a_rule_is_the_countys_own_and_says_who_set_it(world: World) -> None:
    found = ApprovalRule.objects.get(pk=rule(world, iso_prefix="12 23 "))
    assert (found.county, found.iso_prefix, found.source, found.set_by) == (world.county, "1223", SOURCE, world.viewer("siv").code)


def test_a_rule_to_come_asks_for_nothing_yet(world: World) -> None:
    rule(world, valid_from=TODAY + timedelta(days=1))
    chosen(world)
    assert not Approval.objects.exists()


@pytest.mark.parametrize(
    ("told", "field"),
    [({"source": " "}, "source"), ({"valid_from": TODAY - timedelta(days=1)}, "valid_from"), ({"days": 0}, "days"),
     ({"over_ore": None}, "over_ore"), ({"iso_prefix": "12x"}, "iso_prefix")],
)  # fmt: skip
def test_a_rule_that_says_too_little_is_refused_at_its_field(world: World, told: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        rule(world, **told)
    assert refusal.value.field == field
    assert not ApprovalRule.objects.exists()


def test_who_approves_does_not_say_what_needs_it(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(set_approval_rule, SetApprovalRule("trust", "payer", 10, SOURCE, TODAY), "gun")
