"""A proposed article is completed and checked."""

from dataclasses import replace

import pytest
from tests.support.articles import approved, proposed, validation
from tests.support.world import World

from handtag.apps.catalogue.models import ArticleRequest
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.validate_article_request import validate_article_request


def test_it_is_complete_and_can_be_checked_again(world: World) -> None:
    data = validation(proposed(world))
    world.run(validate_article_request, data, "eva")
    world.run(validate_article_request, replace(data, lead_time_days=20), "inga")
    request = ArticleRequest.objects.get()
    assert (request.state, request.lead_time_days, request.validated_by) == ("validated", 20, world.viewer("inga").code)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "10001"}, "catalogue.number_taken"),
        ({"number": " "}, "catalogue.number_taken"),
        ({"name": "Rollator ,bred"}, "catalogue.name_comma"),
        ({"kind": "annat"}, "catalogue.unknown_kind"),
        ({"assortment": ""}, "catalogue.unknown_assortment"),
        ({"gtin": "123"}, "catalogue.bad_gtin"),
        ({"lead_time_days": -1}, "catalogue.bad_lead_time"),
        ({"supplier": ""}, "catalogue.supplier_missing"),
    ],
)
def test_what_is_missing_or_wrong_is_named(world: World, changes: dict[str, object], code: str) -> None:
    data = validation(proposed(world))
    with pytest.raises(Refused) as refusal:
        world.run(validate_article_request, replace(data, **changes), "eva")  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.field) == (code, next(iter(changes)))


def test_an_approved_request_is_not_changed_any_more(world: World) -> None:
    request = approved(world)
    with pytest.raises(Refused, match=r"catalogue\.request_step"):
        world.run(validate_article_request, validation(request), "eva")


def test_an_unknown_request_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(validate_article_request, validation(10**9), "eva")
