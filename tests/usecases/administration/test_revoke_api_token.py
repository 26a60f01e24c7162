"""A revoked key opens nothing any more."""

import pytest
from tests.support.strangers import add_strangers
from tests.support.world import GIVEN, World

from handtag.apps.organisations.models import ApiToken
from handtag.apps.organisations.queries import viewer_for_token
from handtag.domain.values.errors import NotFound
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.revoke_api_token import RevokeApiToken, revoke_api_token
from handtag.usecases.base import execute


def test_it_is_refused_from_the_next_call_and_the_others_work_on(world: World) -> None:
    anna = world.viewer("anna").assignment_id
    first, second = (world.run(issue_api_token, IssueApiToken(anna, name, 30), "timer") for name in ("a", "b"))
    world.run(revoke_api_token, RevokeApiToken(ApiToken.objects.get(name="a").pk), "ivan")
    assert viewer_for_token(first, world.now, world.today) is None
    assert viewer_for_token(second, world.now, world.today) is not None


def test_a_key_of_another_county_is_not_found(world: World) -> None:
    add_strangers(world)
    token = ApiToken.objects.create(
        assignment=world.assignments["far_desk"], digest="d", name="x", created_at=world.now, expires_at=world.now, **GIVEN
    )
    with pytest.raises(NotFound):
        execute(revoke_api_token, RevokeApiToken(token.pk), world.viewer("ivan"))
