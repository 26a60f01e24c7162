"""Who leaves is out of everything at once."""

import pytest
from tests.support.strangers import add_strangers
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.organisations.queries import assignments_for_user, viewer_for_token
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.base import execute


@pytest.mark.law("PDL 4 kap. 2 §, ASVS 7.4")
def test_no_assignment_session_or_key_is_left(world: World) -> None:
    anna = world.viewer("anna")
    token = world.run(issue_api_token, IssueApiToken(anna.assignment_id, "prov", 30), "timer")
    execute(close_user, CloseUser(anna.user_id), world.viewer("ivan"), now=world.now)
    assert assignments_for_user(anna.user_id, world.today) == []
    assert viewer_for_token(token, world.now, world.today) is None
    assert User.objects.get(pk=anna.user_id).sessions_ended_at == world.now


def test_nobody_closes_themselves_or_someone_elsewhere(world: World) -> None:
    with pytest.raises(Refused):
        execute(close_user, CloseUser(world.viewer("ivan").user_id), world.viewer("ivan"))
    add_strangers(world)
    with pytest.raises(NotFound):
        execute(close_user, CloseUser(world.assignments["far_desk"].user_id), world.viewer("ivan"))
