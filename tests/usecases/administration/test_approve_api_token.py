"""A key is made by one and approved by another; until then it opens nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.world import World

from handtag.apps.organisations.models import ApiToken
from handtag.apps.organisations.queries import viewer_for_token
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.administration.approve_api_token import ApproveApiToken, approve_api_token
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.revoke_api_token import RevokeApiToken, revoke_api_token
from handtag.usecases.administration.rotate_api_token import RotateApiToken, rotate_api_token


def made(world: World, name: str = "gun", by: str = "ivan") -> tuple[str, int]:
    token = world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "bok", 30), by)
    return token, ApiToken.objects.latest("pk").pk


def opens(world: World, token: str) -> bool:
    return viewer_for_token(token, world.now, world.today) is not None


@pytest.mark.law("PDL 4 kap. 2 §")
def test_a_key_opens_nothing_until_another_has_approved_it(world: World) -> None:
    token, pk = made(world)
    assert not opens(world, token)
    with pytest.raises(Refused, match="own_proposal"):
        world.run(approve_api_token, ApproveApiToken(pk), "ivan")
    assert not opens(world, token)
    world.run(approve_api_token, ApproveApiToken(pk), "ylva")
    assert opens(world, token)


def test_nobody_makes_or_approves_a_key_of_their_own(world: World) -> None:
    with pytest.raises(Refused, match="own_account"):
        made(world, "ivan")
    _, pk = made(world, "ylva")
    with pytest.raises(Refused, match="own_account"):
        world.run(approve_api_token, ApproveApiToken(pk), "ylva")


def test_who_exchanges_a_key_alone_holds_one_that_opens_nothing(world: World) -> None:
    old, pk = made(world, by="timer")
    new = world.run(rotate_api_token, RotateApiToken(pk, 90, 7), "ivan")
    assert (opens(world, old), opens(world, new)) == (True, False)
    world.run(approve_api_token, ApproveApiToken(ApiToken.objects.latest("pk").pk), "ylva")
    assert opens(world, new)


def test_a_key_that_waits_or_is_over_has_no_successor(world: World) -> None:
    _, pk = made(world)
    with pytest.raises(NotFound):
        world.run(rotate_api_token, RotateApiToken(pk, 90), "ivan")
    _, old = made(world, by="timer")
    with pytest.raises(NotFound):
        world.run(rotate_api_token, RotateApiToken(old, 90), "ivan", now=world.now + timedelta(days=31))


def test_what_is_withdrawn_or_too_old_is_not_approved(world: World) -> None:
    _, pk = made(world)
    world.run(revoke_api_token, RevokeApiToken(pk), "ivan")
    with pytest.raises(Refused, match="withdrawn"):
        world.run(approve_api_token, ApproveApiToken(pk), "ylva")
    _, pk = made(world)
    with pytest.raises(Refused, match="not_waiting"):
        world.run(approve_api_token, ApproveApiToken(pk), "ylva", now=world.now + timedelta(days=7, seconds=1))


def test_an_unknown_key_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(approve_api_token, ApproveApiToken(0), "ylva")


def test_the_database_itself_refuses_one_person(world: World) -> None:
    _, pk = made(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.filter(pk=pk).update(approved_by=world.viewer("ivan").code)
