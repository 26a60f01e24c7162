"""A principal says who approves its costs, up to how much, from when to when, and who stands in."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.approvals import delegated
from tests.support.world import TODAY, World

from handtag.apps.approvals.models import Delegation
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.delegate_approval import DelegateApproval, delegate_approval

LATER = TODAY + timedelta(days=7)


def refused(world: World, to: str = "hanna", by: str = "sten", **fields: object) -> Refused:
    with pytest.raises(Refused) as refusal:
        delegated(world, to, by, **fields)
    return refusal.value


def test_it_is_given_at_ones_own_principal_with_amount_and_days(world: World) -> None:
    given = delegated(world, "hanna", "sten", limit_ore=5_000_000, valid_to=LATER)
    assert (given.principal, given.limit_ore, given.valid_to) == (world.principals["lulea"], 5_000_000, LATER)


def test_nobody_delegates_to_themselves(world: World) -> None:
    assert refused(world, "gun", "gun").code == "approvals.own_delegation"
    given = delegated(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=given.pk).update(given_by=world.viewer("gun").code)


@pytest.mark.parametrize("to", ["hugo", "cilla", "gun"])
def test_only_who_approves_costs_at_the_principal_gets_it(world: World, to: str) -> None:
    with pytest.raises(NotFound):
        delegated(world, to, "sten")


def test_who_approves_does_not_delegate(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(delegate_approval, DelegateApproval(world.assignments["atle"].user_id, TODAY), "hanna")


def test_a_substitute_stands_in_until_a_day_for_no_more_than_whom_they_replace(world: World) -> None:
    hanna = world.assignments["hanna"].user_id
    delegated(world, "hanna", "sten", limit_ore=100_000)
    assert refused(world, "atle", stands_in_for=hanna, limit_ore=100_000).field == "valid_to"
    assert refused(world, "atle", stands_in_for=hanna, limit_ore=100_001, valid_to=LATER).field == "limit_ore"
    assert refused(world, "atle", stands_in_for=hanna, valid_to=LATER).field == "limit_ore"
    assert refused(world, "hanna", stands_in_for=hanna, limit_ore=1, valid_to=LATER).field == "stands_in_for"
    given = delegated(world, "atle", "sten", stands_in_for=hanna, limit_ore=100_000, valid_to=LATER)
    assert given.stands_in_for_id == hanna


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"limit_ore": -1}, "limit_ore"), ({"valid_from": TODAY - timedelta(days=1)}, "valid_from"),
     ({"valid_to": TODAY - timedelta(days=1)}, "valid_from")],
)  # fmt: skip
def test_amount_and_days_make_sense(world: World, fields: dict[str, object], field: str) -> None:
    assert refused(world, **fields).field == field
