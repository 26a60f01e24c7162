"""Two persons stand behind an article."""

import pytest
from django.db import IntegrityError, transaction
from tests.support.articles import PROPOSAL, approved, proposed, validated, validation
from tests.support.world import World

from handtag.apps.catalogue.models import ArticleRequest
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.approve_article_request import ApproveArticleRequest, approve_article_request
from handtag.usecases.catalogue.propose_article import propose_article
from handtag.usecases.catalogue.validate_article_request import validate_article_request


def test_another_person_approves(world: World) -> None:
    request = ArticleRequest.objects.get(pk=approved(world))
    assert (request.state, request.approved_by) == ("approved", world.viewer("inga").code)


def test_neither_who_proposed_nor_who_validated_approves(world: World) -> None:
    with pytest.raises(Refused, match=r"catalogue\.own_request"):
        world.run(approve_article_request, ApproveArticleRequest(validated(world)), "eva")
    own = world.run(propose_article, PROPOSAL, "inga")
    world.run(validate_article_request, validation(own), "eva")
    with pytest.raises(Refused, match=r"catalogue\.own_request"):
        world.run(approve_article_request, ApproveArticleRequest(own), "inga")


def test_what_is_only_proposed_is_not_approved(world: World) -> None:
    with pytest.raises(Refused, match=r"catalogue\.request_step"):
        world.run(approve_article_request, ApproveArticleRequest(proposed(world)), "inga")
    with pytest.raises(NotFound):
        world.run(approve_article_request, ApproveArticleRequest(10**9), "inga")


def test_the_database_refuses_one_and_the_same_person(world: World) -> None:
    validated(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleRequest.objects.update(approved_by=world.viewer("eva").code)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleRequest.objects.update(state="published")
