"""A new password closes everything that the old one opened."""

import pytest
from allauth.mfa.models import Authenticator
from tests.support.strangers import add_strangers
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.organisations.queries import viewer_for_token
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.reset_password import ResetPassword, reset_password
from handtag.usecases.base import execute

WORD = "en-lang-och-ny-fras"


@pytest.mark.law("HSLF-FS 2016:40 3 kap. 15 §, ASVS 6.4.2–6.4.4")
def test_sessions_and_keys_end_and_the_new_password_works(world: World) -> None:
    anna = world.viewer("anna")
    token = world.run(issue_api_token, IssueApiToken(anna.assignment_id, "prov", 30), "timer")
    execute(reset_password, ResetPassword(anna.user_id, WORD), world.viewer("ivan"), now=world.now)
    user = User.objects.get(pk=anna.user_id)
    assert user.check_password(WORD)
    assert user.sessions_ended_at == world.now
    assert user.password_is_given, "and leads to choosing another"
    assert viewer_for_token(token, world.now, world.today) is None


@pytest.mark.law("ASVS 6.4.2–6.4.4")
def test_second_factors_stay_unless_they_are_lost(world: World) -> None:
    anna = world.viewer("anna").user_id
    Authenticator.objects.create(user_id=anna, type="totp", data={})
    execute(reset_password, ResetPassword(anna, WORD), world.viewer("ivan"))
    assert Authenticator.objects.filter(user_id=anna).count() == 1
    execute(reset_password, ResetPassword(anna, WORD, second_factors_too=True), world.viewer("ivan"))
    assert Authenticator.objects.filter(user_id=anna).count() == 0


@pytest.mark.law("ASVS 6.2.1–6.2.11")
def test_a_weak_one_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(reset_password, ResetPassword(world.viewer("anna").user_id, "kort"), world.viewer("ivan"))
    assert refusal.value.field == "password"


def test_nobody_resets_their_own_or_that_of_another_county(world: World) -> None:
    with pytest.raises(Refused):
        execute(reset_password, ResetPassword(world.viewer("ivan").user_id, WORD), world.viewer("ivan"))
    add_strangers(world)
    with pytest.raises(NotFound):
        execute(reset_password, ResetPassword(world.assignments["far_desk"].user_id, WORD), world.viewer("ivan"))
    with pytest.raises(NotAllowed):
        execute(reset_password, ResetPassword(world.viewer("anna").user_id, WORD), world.viewer("eva"))
