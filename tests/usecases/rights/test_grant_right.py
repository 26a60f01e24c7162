"""A right that the principal gives for a time."""

from datetime import date, timedelta

import pytest
from tests.support.prescribing import chosen, started
from tests.support.rights import asked, granted, required
from tests.support.world import NOW, TODAY, World

from handtag.apps.rights.models import RightRequest, RightUsed
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.rights.grant_right import GrantRight, grant_right


def test_who_was_given_the_right_prescribes_until_its_last_day(world: World) -> None:
    required(world)
    granted(world, last=TODAY)
    chosen(world, "wheelchair")
    assert RightUsed.objects.get().bases[0]["kind"] == "approved"
    key = started(world)
    with pytest.raises(Refused, match=r"rights\.missing"):
        world.run(choose_article, ChooseArticle(key, "20001"), "anna", now=NOW + timedelta(days=1))


def test_it_has_a_reason_and_a_last_day_and_another_principals_officer_gives_none(world: World) -> None:
    required(world)
    request = asked(world)
    for code, data in (
        ("rights.words_missing", GrantRight(request, TODAY, TODAY, " ")),
        ("rights.since_passed", GrantRight(request, TODAY - timedelta(days=1), TODAY, "Kan")),
        ("rights.bad_last_day", GrantRight(request, TODAY, date(2030, 1, 1), "Kan")),
    ):
        with pytest.raises(Refused) as refusal:
            world.run(grant_right, data, "rakel")
        assert refusal.value.code == code
    with pytest.raises(NotFound):
        world.run(grant_right, GrantRight(request, TODAY, TODAY, "Kan"), "karin")
    assert RightRequest.objects.get().state == "waiting"
