"""Articles are taken in all together or not at all."""

from dataclasses import replace

import pytest
from tests.support.world import World

from handtag.apps.catalogue.models import Article
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.catalogue.register_articles import NewArticle, RegisterArticles, register_articles

FRAME = NewArticle("0099001", "Provstol", "122203", "device", "Norrhjul AB", 10, equivalence_group="prov-stol")
CUSHION = NewArticle("0099002", "Provdyna", "181006", "component", "Norrhjul AB", 5, fits=("0099001",))


def test_articles_and_what_fits_them_come_in_together(world: World) -> None:
    assert execute(register_articles, RegisterArticles(world.centre.pk, (FRAME, CUSHION)), world.viewer("ivan")) == 2
    cushion = Article.objects.get(number="0099002")
    assert [fit.main.number for fit in cushion.fits.all()] == ["0099001"]
    assert cushion.supplier.name == "Norrhjul AB"


@pytest.mark.parametrize(
    ("second", "field"),
    [
        (replace(CUSHION, number="0099001"), "number"),
        (replace(CUSHION, number=" "), "number"),
        (replace(CUSHION, iso_code="1810"), "iso_code"),
        (replace(CUSHION, iso_code="18100x"), "iso_code"),
        (replace(CUSHION, equivalence_group="prov-stol"), "equivalence_group"),
        (replace(CUSHION, fits=("okänd",)), "fits"),
    ],
)
def test_one_bad_row_stops_them_all_and_is_named(world: World, second: NewArticle, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_articles, RegisterArticles(world.centre.pk, (FRAME, second)), world.viewer("ivan"))
    assert refusal.value.field == field
    assert refusal.value.params["row"] in {1, 2}
    assert not Article.objects.filter(number="0099001").exists()


def test_a_number_is_used_once_at_a_centre(world: World) -> None:
    execute(register_articles, RegisterArticles(world.centre.pk, (FRAME,)), world.viewer("ivan"))
    with pytest.raises(Refused, match=r"catalogue\.number_taken"):
        execute(register_articles, RegisterArticles(world.centre.pk, (FRAME,)), world.viewer("ivan"))


def test_an_unknown_centre_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        execute(register_articles, RegisterArticles(0, (FRAME,)), world.viewer("ivan"))


def test_a_prescriber_adds_no_articles(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(register_articles, RegisterArticles(world.centre.pk, (FRAME,)), world.viewer("anna"))
