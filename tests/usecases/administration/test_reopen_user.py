"""Who comes back has the roles that have not ended, and no old key."""

import pytest
from tests.support.strangers import add_strangers
from tests.support.world import World

from handtag.apps.organisations.queries import assignments_for_user, viewer_for_token
from handtag.domain.values.errors import NotFound
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.reopen_user import ReopenUser, reopen_user
from handtag.usecases.base import execute


def test_roles_come_back_and_keys_do_not(world: World) -> None:
    anna = world.viewer("anna")
    token = world.run(issue_api_token, IssueApiToken(anna.assignment_id, "prov", 30), "timer")
    world.run(close_user, CloseUser(anna.user_id), "ivan")
    world.run(reopen_user, ReopenUser(anna.user_id), "ivan")
    assert [viewer.role for viewer in assignments_for_user(anna.user_id, world.today)] == [anna.role]
    assert viewer_for_token(token, world.now, world.today) is None


def test_someone_elsewhere_is_not_found(world: World) -> None:
    add_strangers(world)
    with pytest.raises(NotFound):
        execute(reopen_user, ReopenUser(world.assignments["far_desk"].user_id), world.viewer("ivan"))
