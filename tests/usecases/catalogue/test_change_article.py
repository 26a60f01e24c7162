"""An article is put right: name, GTIN, supplier's number, series, lead time."""

from dataclasses import replace

import pytest
from tests.support.articles import GTIN
from tests.support.prescribing import chosen, prescription
from tests.support.world import World

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import catalogue_version
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.change_article import ChangeArticle, change_article

RIGHT = ChangeArticle("10001", "Rollator Lätt, smal", "Hopfällbar", "Norrhjul AB", "NH-1", GTIN, 12, "Lätt")


def test_an_article_is_put_right_and_the_catalogue_says_it_is_new(world: World) -> None:
    before = catalogue_version(world.centre.pk)
    world.run(change_article, RIGHT, "eva")
    article = Article.objects.select_related("supplier", "series").get(number="10001")
    assert (article.name, article.gtin, article.supplier_number, article.lead_time_days) == (RIGHT.name, "0" + GTIN, "NH-1", 12)
    assert article.series is not None
    assert (article.series.name, article.series.supplier) == ("Lätt", article.supplier)
    assert article.description == RIGHT.description
    assert catalogue_version(world.centre.pk) > before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "rollator"}, "catalogue.name_no_capital"),
        ({"gtin": "2000000000016"}, "catalogue.bad_gtin"),
        ({"lead_time_days": 366}, "catalogue.bad_lead_time"),
        ({"supplier": " "}, "catalogue.supplier_missing"),
        ({"product_word": "lyft"}, "catalogue.unknown_word"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_changed(world: World, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(change_article, replace(RIGHT, **changes), "eva")  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.field) == (code, next(iter(changes)))
    assert Article.objects.get(number="10001").name == "Rollator Lätt"


def test_an_article_is_called_what_the_agreement_knows_of_its_code_and_the_decision_asks_by_that(world: World) -> None:
    world.run(change_article, replace(RIGHT, product_word="inomhusrollator"), "eva")
    assert prescription(chosen(world)).decisions.get().facts["product"] == "inomhusrollator"


def test_a_gtin_stands_on_one_article(world: World) -> None:
    world.run(change_article, RIGHT, "eva")
    with pytest.raises(Refused, match=r"catalogue\.gtin_taken"):
        world.run(change_article, replace(RIGHT, article_number="10002"), "eva")


def test_an_unknown_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(change_article, replace(RIGHT, article_number="finns inte"), "eva")
