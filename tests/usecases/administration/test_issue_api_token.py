"""A token opens the REST interface in one assignment, for a limited time; only its digest is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import ApiToken
from handtag.apps.organisations.queries import viewer_for_token
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.revoke_role import RevokeRole, revoke_role
from handtag.usecases.base import execute


@pytest.mark.law("ASVS 11.5")
def test_a_token_is_its_assignment_until_it_expires(world: World) -> None:
    anna = world.viewer("anna")
    token = execute(issue_api_token, IssueApiToken(anna.assignment_id, "journal", 30), world.viewer("timer"), now=world.now)
    assert viewer_for_token(token, world.now, world.today) == replace(anna, at=world.now)
    assert viewer_for_token(token, world.now + timedelta(days=31), world.today + timedelta(days=31)) is None
    assert viewer_for_token(token + "x", world.now, world.today) is None
    assert token not in {row.digest for row in ApiToken.objects.all()}


def test_a_token_dies_with_its_assignment(world: World) -> None:
    anna = world.viewer("anna")
    token = execute(issue_api_token, IssueApiToken(anna.assignment_id, "journal", 30), world.viewer("timer"), now=world.now)
    execute(revoke_role, RevokeRole(anna.assignment_id, world.today), world.viewer("ivan"))
    tomorrow = timedelta(days=1)
    assert viewer_for_token(token, world.now + tomorrow, world.today + tomorrow) is None


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lives_between_a_day_and_a_year(world: World, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        execute(issue_api_token, IssueApiToken(world.viewer("anna").assignment_id, "journal", days), world.viewer("timer"))
    assert refusal.value.field == "days"


def test_an_unknown_assignment_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        execute(issue_api_token, IssueApiToken(0, "journal", 30), world.viewer("timer"))


def test_a_prescriber_makes_no_tokens(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(issue_api_token, IssueApiToken(world.viewer("anna").assignment_id, "journal", 30), world.viewer("anna"))
    assert not ApiToken.objects.exists()


def test_a_key_opens_only_the_permissions_it_was_given(world: World) -> None:
    gun = world.viewer("gun")
    token = execute(issue_api_token, IssueApiToken(gun.assignment_id, "bokslut", 30, ("read_invoice",)), world.viewer("timer"))
    viewer = viewer_for_token(token, world.now, world.today)
    assert viewer is not None
    assert viewer.may(Permission.READ_INVOICE)
    assert gun.may(Permission.CLOSE_MONTH)
    assert not viewer.may(Permission.CLOSE_MONTH)
    assert not viewer.may(Permission.OPEN_PERSON)


def test_a_key_never_opens_more_than_the_role(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(issue_api_token, IssueApiToken(world.viewer("gun").assignment_id, "x", 30, ("open_person",)), world.viewer("timer"))
    assert refusal.value.field == "permissions"
