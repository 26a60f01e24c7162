"""`handtag issue_token` gives a working key, or says why not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.support.world import World

from handtag.apps.organisations.queries import viewer_for_token
from handtag.usecases.base import civil_day, clock


def test_the_key_opens_the_interface_as_the_user(world: World) -> None:
    out = StringIO()
    call_command("issue_token", "anna", stdout=out)
    found = viewer_for_token(out.getvalue().strip(), clock(), civil_day(clock()))
    assert found is not None
    assert found.user_id == world.viewer("anna").user_id


@pytest.mark.parametrize("words", [["nobody"], ["anna", "--days", "0"]])
def test_it_says_why_it_makes_none(world: World, words: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("issue_token", *words)
