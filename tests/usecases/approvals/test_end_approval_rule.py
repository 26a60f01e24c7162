"""A rule ends with a last day; what was raised under it stays raised."""

from datetime import timedelta

import pytest
from tests.support.approvals import needed, rule
from tests.support.prescribing import chosen
from tests.support.world import NOW, TODAY, World

from handtag.apps.approvals.models import Approval, ApprovalRule
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.end_approval_rule import EndApprovalRule, end_approval_rule
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article


def end(world: World, rule_id: int, days: int = 0, by: str = "siv", after: int = 0) -> None:
    world.run(end_approval_rule, EndApprovalRule(rule_id, TODAY + timedelta(days=days)), by, now=NOW + timedelta(days=after))


def test_it_holds_on_its_last_day_and_not_on_the_next(world: World) -> None:
    approval = needed(world)
    end(world, ApprovalRule.objects.get().pk)
    chosen(world, person="asta")
    assert Approval.objects.count() == 2
    later = NOW + timedelta(days=1)
    key = approval.prescription.key
    world.run(choose_article, ChooseArticle(key, world.articles["rollator"].number), "anna", now=later)
    assert sorted(Approval.objects.filter(prescription__key=key).values_list("state", flat=True)) == ["dropped"]


@pytest.mark.parametrize("days", [-1])
def test_a_rule_does_not_end_in_the_past(world: World, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        end(world, rule(world), days)
    assert refusal.value.field == "last_day"


def test_what_is_over_is_over(world: World) -> None:
    found = rule(world)
    end(world, found)
    with pytest.raises(Refused, match="rule_over"):
        end(world, found, days=9, after=3)


def test_another_countys_rule_is_not_found_and_other_roles_end_none(world: World) -> None:
    found = rule(world)
    with pytest.raises(NotFound):
        end(world, found + 1)
    with pytest.raises(NotAllowed):
        end(world, found, by="gun")
