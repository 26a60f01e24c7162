"""When a key was last used is known to the hour."""

from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.organisations.models import ApiToken
from handtag.apps.organisations.queries import token_to_note
from handtag.domain.values.errors import NotFound
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.note_token_use import NoteTokenUse, note_token_use


def test_a_use_is_noted_once_an_hour(world: World) -> None:
    token = world.run(issue_api_token, IssueApiToken(world.viewer("gun").assignment_id, "bok", 90), "timer")
    pk = token_to_note(token, world.now)
    assert pk is not None
    world.run(note_token_use, NoteTokenUse(pk), "ivan")
    assert ApiToken.objects.get(pk=pk).last_used_at == world.now
    assert token_to_note(token, world.now + timedelta(minutes=59)) is None
    assert token_to_note(token, world.now + timedelta(minutes=60)) == pk


def test_an_unknown_key_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(note_token_use, NoteTokenUse(0), "ivan")
