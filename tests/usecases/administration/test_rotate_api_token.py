"""A new key for an old one, with the same rights, and some days in which both work."""

from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import ApiToken
from handtag.apps.organisations.queries import viewer_for_token
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.rotate_api_token import RotateApiToken, rotate_api_token
from handtag.usecases.base import execute


def issued(world: World, days: int = 90) -> tuple[str, int]:
    token = world.run(issue_api_token, IssueApiToken(world.viewer("gun").assignment_id, "bok", days, ("read_invoice",)), "timer")
    return token, ApiToken.objects.latest("pk").pk


def works(world: World, token: str, days: float) -> bool:
    at = world.now + timedelta(days=days)
    return viewer_for_token(token, at, at.date()) is not None


def test_both_work_for_some_days_and_then_the_new_one_alone(world: World) -> None:
    old, pk = issued(world)
    new = world.run(rotate_api_token, RotateApiToken(pk, 90, 7), "timer")
    assert (works(world, old, 6.9), works(world, new, 6.9)) == (True, True)
    assert (works(world, old, 7.1), works(world, new, 7.1)) == (False, True)
    viewer = viewer_for_token(new, world.now, world.today)
    assert viewer is not None
    assert {one.value for one in viewer.only} == {"read_invoice"}


def test_without_overlap_the_old_one_stops_at_once(world: World) -> None:
    old, pk = issued(world)
    world.run(rotate_api_token, RotateApiToken(pk, 90, 0), "timer")
    assert not works(world, old, 0)


def test_an_old_key_never_lives_longer_for_it(world: World) -> None:
    old, pk = issued(world, days=2)
    world.run(rotate_api_token, RotateApiToken(pk, 90, 30), "timer")
    assert not works(world, old, 2.1)


@pytest.mark.parametrize(
    ("days", "overlap", "field"), [(0, 7, "days"), (367, 7, "days"), (90, 31, "overlap_days"), (90, -1, "overlap_days")]
)
def test_days_have_limits(world: World, days: int, overlap: int, field: str) -> None:
    _, pk = issued(world)
    with pytest.raises(Refused) as refusal:
        world.run(rotate_api_token, RotateApiToken(pk, days, overlap), "timer")
    assert refusal.value.field == field


def test_a_revoked_key_has_no_successor(world: World) -> None:
    _, pk = issued(world)
    ApiToken.objects.update(revoked_at=world.now)
    with pytest.raises(NotFound):
        execute(rotate_api_token, RotateApiToken(pk, 30), world.viewer("timer"))
