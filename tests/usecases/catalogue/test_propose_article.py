"""Anyone who prescribes or works at the centre can ask for an article."""

from dataclasses import replace

import pytest
from tests.support.articles import PROPOSAL, proposed
from tests.support.world import World

from handtag.apps.catalogue.models import Article, ArticleRequest
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.catalogue.propose_article import propose_article


def test_a_proposal_waits_and_nothing_is_in_the_catalogue(world: World) -> None:
    request = ArticleRequest.objects.get(pk=proposed(world))
    assert (request.state, request.name, request.proposed_by) == ("proposed", PROPOSAL.name, world.viewer("anna").code)
    assert not Article.objects.filter(name=PROPOSAL.name).exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "ROLLATOR BJÖRKEN"}, "catalogue.name_shouting"),
        ({"name": "Rollator 45cm"}, "catalogue.name_glued_unit"),
        ({"iso_code": "1206"}, "catalogue.bad_iso_code"),
        ({"why": ""}, "catalogue.request_incomplete"),
        ({"supplier": " "}, "catalogue.request_incomplete"),
    ],
)
def test_an_unfinished_proposal_is_refused(world: World, changes: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(propose_article, replace(PROPOSAL, **changes), "anna")
    assert refusal.value.code == code


def test_a_controller_proposes_no_articles(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(propose_article, PROPOSAL, "gun")
