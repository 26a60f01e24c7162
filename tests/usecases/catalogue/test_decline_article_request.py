"""A no is given with its reason."""

import pytest
from tests.support.articles import approved, proposed
from tests.support.world import World

from handtag.apps.catalogue.models import ArticleRequest
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.decline_article_request import DeclineArticleRequest, decline_article_request
from handtag.usecases.catalogue.publish_article_request import PublishArticleRequest, publish_article_request


def test_the_reason_is_kept_and_the_request_is_over(world: World) -> None:
    data = DeclineArticleRequest(proposed(world), "Finns redan: 10001")
    world.run(decline_article_request, data, "eva")
    assert ArticleRequest.objects.get().declined_reason == "Finns redan: 10001"
    with pytest.raises(Refused, match=r"catalogue\.request_step"):
        world.run(decline_article_request, data, "eva")


def test_a_no_without_reason_or_after_publication_is_refused(world: World) -> None:
    request = approved(world)
    with pytest.raises(Refused, match=r"catalogue\.decline_reason_missing"):
        world.run(decline_article_request, DeclineArticleRequest(request, " "), "eva")
    world.run(publish_article_request, PublishArticleRequest(request), "eva")
    with pytest.raises(Refused, match=r"catalogue\.request_step"):
        world.run(decline_article_request, DeclineArticleRequest(request, "Ångrar oss"), "eva")


def test_an_unknown_request_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(decline_article_request, DeclineArticleRequest(10**9, "Nej"), "eva")
