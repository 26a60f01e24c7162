"""Counting, blind."""

import pytest
from tests.support.stores import add_store, begin, compare, count, neighbour, put, strayed
from tests.support.world import World

from handtag.apps.stores.models import Count
from handtag.domain.values.errors import NotAllowed, NotFound, Refused


@pytest.fixture
def counting(world: World) -> int:
    add_store(world)
    put(world, "N", "D1001", gripper=3)
    return begin(world)


def test_a_device_is_scanned_and_pieces_are_numbered(world: World, counting: int) -> None:
    seen = count(world, counting, " d1001 ", bin="H-01")
    assert (seen.device_number, seen.article_name, seen.quantity, seen.again) == ("D1001", "Rollator Lätt", 1, False)
    assert count(world, counting, "60001", 0).quantity == 0
    assert list(Count.objects.order_by("pk").values_list("device__number", "quantity", "expected", "bin")) == [
        ("D1001", 1, 1, "H-01"), (None, 0, 3, ""),
    ]  # fmt: skip


def test_whoever_counts_is_not_told_what_the_books_say(world: World, counting: int) -> None:
    assert not [name for name in vars(count(world, counting, "60001", 1)) if "expect" in name]


def test_a_device_scanned_again_is_counted_once(world: World, counting: int) -> None:
    count(world, counting, "D1001")
    assert count(world, counting, "D1001").again
    assert Count.objects.count() == 1


def test_a_device_that_should_stand_elsewhere_is_counted_where_it_stands(world: World, counting: int) -> None:
    count(world, counting, "D1002")
    assert Count.objects.get().expected == 0


@pytest.mark.parametrize(
    ("number", "quantity", "code"),
    [("10001", None, "stores.scan_the_device"), ("60001", None, "stocktaking.how_many"), ("60001", -1, "stocktaking.bad_quantity")],
)
def test_what_cannot_be_counted_so_is_refused(world: World, counting: int, number: str, quantity: int | None, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        count(world, counting, number, quantity)
    assert refusal.value.code == code
    assert not Count.objects.exists()


def test_an_unknown_number_is_said(world: World, counting: int) -> None:
    with pytest.raises(NotFound, match="unknown_number"):
        count(world, counting, "7777777")


def test_a_device_of_another_centre_is_put_aside(world: World, counting: int) -> None:
    neighbour(world)
    with pytest.raises(Refused, match="other_centre"):
        count(world, counting, "D8001")


def test_nothing_is_counted_once_it_is_compared(world: World, counting: int) -> None:
    count(world, counting, "60001", 3)
    compare(world, counting)
    with pytest.raises(Refused, match="not_counting"):
        count(world, counting, "D1001")


def test_strangers_count_nothing(world: World, counting: int) -> None:
    with pytest.raises(NotAllowed):
        count(world, counting, "D1001", by="anna")
    with pytest.raises(NotFound):
        count(world, counting + 1, "D1001")


def test_another_centres_device_that_stands_here_is_counted_as_what_stands_here(world: World) -> None:
    strayed(world)
    assert count(world, begin(world, "C"), "D8001").device_number == "D8001"
