"""A price holds from a day until the next one; it is never changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.catalogue.models import PriceVersion
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.catalogue.publish_price import PublishPrice, publish_price
from handtag.usecases.catalogue.register_articles import NewArticle, RegisterArticles, register_articles

ARTICLES = (
    NewArticle("0099001", "Provstol", "122203", "device", "Norrhjul AB", 10),
    NewArticle("0099002", "Provdyna", "181006", "component", "Norrhjul AB", 5),
)


@pytest.fixture
def price(world: World) -> PublishPrice:
    execute(register_articles, RegisterArticles(world.centre.pk, ARTICLES), world.viewer("ivan"))
    return PublishPrice(world.centre.pk, "0099001", "rent_per_month", 12_000, 450_000, world.today)


def test_a_later_version_follows_the_first(world: World, price: PublishPrice) -> None:
    execute(publish_price, price, world.viewer("ivan"))
    execute(publish_price, replace(price, amount_ore=13_000, valid_from=world.today + timedelta(days=30)), world.viewer("ivan"))
    found = PriceVersion.objects.filter(article__number="0099001").order_by("valid_from")
    assert [row.amount_ore for row in found] == [12_000, 13_000]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "lease"}, "kind"),
        ({"article_number": "0099002"}, "kind"),
        ({"amount_ore": -1}, "amount_ore"),
        ({"purchase_ore": -1}, "amount_ore"),
    ],
)
def test_a_price_that_cannot_be_is_refused(world: World, price: PublishPrice, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(publish_price, replace(price, **changes), world.viewer("ivan"))  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not PriceVersion.objects.filter(article__number__startswith="0099").exists()


def test_a_day_has_one_price(world: World, price: PublishPrice) -> None:
    execute(publish_price, price, world.viewer("ivan"))
    with pytest.raises(Refused, match=r"catalogue\.price_exists"):
        execute(publish_price, replace(price, amount_ore=1), world.viewer("ivan"))


def test_an_unknown_article_is_not_found(world: World, price: PublishPrice) -> None:
    with pytest.raises(NotFound):
        execute(publish_price, replace(price, article_number="finns inte"), world.viewer("ivan"))


def test_a_controller_sets_no_prices(world: World, price: PublishPrice) -> None:
    with pytest.raises(NotAllowed):
        execute(publish_price, price, world.viewer("gun"))
