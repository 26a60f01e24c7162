"""Goods are asked for from another store."""

import pytest
from tests.support.stores import transfer
from tests.support.world import World

from handtag.apps.catalogue.models import Article
from handtag.apps.stores.models import Transfer
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.place_transfer import PlaceTransfer, WantedGoods, place_transfer


def test_a_transfer_says_what_is_wanted_from_where(world: World) -> None:
    found = Transfer.objects.get(pk=transfer(world, rollator=2, gripper=5))
    assert (found.kind, found.state, found.from_location, found.to_location) == (
        "transfer", "placed", world.locations["C"], world.locations["F"],
    )  # fmt: skip
    assert list(found.lines.order_by("pk").values_list("article__number", "wanted", "sent")) == [("10001", 2, 0), ("60001", 5, 0)]


@pytest.mark.parametrize(
    ("target", "lines", "code"),
    [
        ("C", [("60001", 1)], "stores.fills_itself"),
        ("F", [], "stores.nothing_wanted"),
        ("F", [("60001", 0)], "stores.bad_quantity"),
        ("F", [("60001", 1), ("60001", 2)], "stores.article_twice"),
    ],
)
def test_what_cannot_be_moved_is_refused(world: World, target: str, lines: list[tuple[str, int]], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(place_transfer, PlaceTransfer("C", target, tuple(WantedGoods(*line) for line in lines)), "filip")
    assert refusal.value.code == code
    assert not Transfer.objects.exists()


def test_unknown_stores_and_articles_are_not_found(world: World) -> None:
    for source, target, number in (("X", "F", "60001"), ("C", "X", "60001"), ("C", "F", "777")):
        with pytest.raises(NotFound):
            world.run(place_transfer, PlaceTransfer(source, target, (WantedGoods(number, 1),)), "filip")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    for name in ("anna", "inga"):
        with pytest.raises(NotAllowed):
            world.run(place_transfer, PlaceTransfer("C", "F", (WantedGoods("60001", 1),)), name)


def test_work_is_not_moved_between_stores(world: World) -> None:
    Article.objects.filter(pk=world.articles["inhaler"].pk).update(kind="service")
    with pytest.raises(NotFound, match="no_article"):
        transfer(world, inhaler=1)
