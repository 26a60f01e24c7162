"""An approved article comes into the catalogue once."""

import pytest
from tests.support.articles import GTIN, PROPOSAL, approved, validated
from tests.support.world import World

from handtag.apps.catalogue.models import Article, ArticleRequest, AssortmentDecision
from handtag.apps.catalogue.queries import catalogue_version
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.publish_article_request import PublishArticleRequest, publish_article_request


def test_it_stands_in_the_catalogue_as_it_was_approved(world: World) -> None:
    data = PublishArticleRequest(approved(world))
    before = catalogue_version(world.centre.pk)
    assert world.run(publish_article_request, data, "eva") == "10099"
    article = Article.objects.get(number="10099")
    assert (article.name, article.gtin, article.supplier.name) == (PROPOSAL.name, "0" + GTIN, PROPOSAL.supplier)
    assert ArticleRequest.objects.get().article == article
    assert AssortmentDecision.objects.get(article=article).assortment == article.assortment == "order_item"
    assert catalogue_version(world.centre.pk) > before
    with pytest.raises(Refused, match=r"catalogue\.request_step"):
        world.run(publish_article_request, data, "eva")


def test_a_number_or_gtin_that_was_used_meanwhile_stops_it(world: World) -> None:
    data = PublishArticleRequest(approved(world))
    Article.objects.filter(number="20001").update(gtin="0" + GTIN)
    with pytest.raises(Refused, match=r"catalogue\.gtin_taken"):
        world.run(publish_article_request, data, "eva")
    Article.objects.filter(number="20001").update(gtin="", number="10099")
    with pytest.raises(Refused, match=r"catalogue\.number_taken"):
        world.run(publish_article_request, data, "eva")


def test_what_nobody_approved_is_not_published(world: World) -> None:
    with pytest.raises(Refused, match=r"catalogue\.request_step"):
        world.run(publish_article_request, PublishArticleRequest(validated(world)), "eva")
    with pytest.raises(NotFound):
        world.run(publish_article_request, PublishArticleRequest(10**9), "eva")
