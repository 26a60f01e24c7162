"""Drafts: to the supplier that comes first, at the agreed price, one order to each; and more on the draft that waits."""

from datetime import date

import pytest
from tests.support.procurement import a_line, an_agreement
from tests.support.purchasing import SUPPLIER, agreed, drafted, line_of
from tests.support.world import World

from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.draft_purchases import DraftPurchases, Wanted, draft_purchases


def draft(world: World, *wanted: tuple[str, int], name: str = "inga", store: str = "C") -> tuple[str, ...]:
    return world.run(draft_purchases, DraftPurchases(tuple(Wanted(*one) for one in wanted), store), name)


def test_an_article_is_drafted_at_the_agreed_price(world: World) -> None:
    agreement = agreed(world)
    order = drafted(world)
    line = line_of(order)
    assert (order.number, order.state, order.supplier.name, order.location) == ("200001", "draft", SUPPLIER, world.locations["C"])
    assert (line.quantity, line.price_ore, line.agreement, line.stop) == (10, 280_000, agreement, "")


def test_each_supplier_gets_an_order_of_its_own(world: World) -> None:
    agreed(world)
    other = an_agreement(world, "RA-2", "Norrhjul AB")
    a_line(other, "X", world.articles["wheelchair"], (date(2026, 1, 1), 1_200_000))
    assert draft(world, ("10001", 2), ("20001", 1), ("10010", 5)) == ("200001", "200002")
    assert PurchaseLine.objects.get(article__number="20001").order.supplier.name == "Norrhjul AB"


def test_the_agreements_rank_decides_from_whom_before_the_price(world: World) -> None:
    agreed(world, rank=2)
    first = an_agreement(world, "RA-2", "Norrhjul AB")
    a_line(first, "X", world.articles["rollator"], (date(2026, 1, 1), 290_000), rank=1)
    line = line_of(drafted(world))
    assert (line.order.supplier.name, line.price_ore, line.stop) == ("Norrhjul AB", 290_000, "")


def test_without_an_agreement_it_is_its_suppliers_at_the_last_price_and_stopped(world: World) -> None:
    line = line_of(drafted(world, gripper=5))
    assert (line.order.supplier.name, line.price_ore, line.agreement, line.stop) == (SUPPLIER, 15_000, None, "no_agreement")


def test_from_another_supplier_than_the_agreements_is_stopped(world: World) -> None:
    agreed(world)
    world.run(draft_purchases, DraftPurchases((Wanted("10001", 2, "Billigt AB"),), "C"), "inga")
    assert PurchaseLine.objects.get().stop == "other_supplier"


def test_more_comes_on_the_draft_that_waits(world: World) -> None:
    agreed(world)
    assert draft(world, ("10001", 2)) == draft(world, ("10001", 3), ("10010", 1))
    assert {line.article.number: line.quantity for line in PurchaseLine.objects.all()} == {"10001": 5, "10010": 1}
    assert draft(world, ("10001", 1), store="F") == ("200002",)


def test_an_unknown_article_leaves_nothing(world: World) -> None:
    with pytest.raises(NotFound) as refusal:
        draft(world, ("10001", 2), ("0", 1))
    assert refusal.value.params["article"] == "0"
    assert not PurchaseOrder.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, 100_001])
def test_a_quantity_that_cannot_be_is_refused(world: World, quantity: int) -> None:
    with pytest.raises(Refused) as refusal:
        draft(world, ("10001", quantity))
    assert refusal.value.code == "purchasing.bad_quantity"


def test_a_quantity_below_zero_does_not_take_from_what_waits(world: World) -> None:
    draft(world, ("10001", 5))
    with pytest.raises(Refused):
        draft(world, ("10001", -2))


def test_nothing_is_no_draft(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        draft(world)
    assert refusal.value.code == "purchasing.number_of_lines"


@pytest.mark.parametrize("name", ["filip", "gun", "anna"])
def test_only_a_buyer_buys(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        draft(world, ("10001", 1), name=name)


def test_what_another_buyer_has_drafted_since_the_proposal_is_not_bought_again(world: World) -> None:
    agreed(world)
    seen = DraftPurchases((Wanted("10010", 5), Wanted("10001", 10, on_order=0)), "C")
    world.run(draft_purchases, seen, "inga")
    with pytest.raises(Refused) as refusal:
        world.run(draft_purchases, seen, "inga")
    assert (refusal.value.code, refusal.value.params["article"], refusal.value.params["pieces"]) == (
        "purchasing.bought_meanwhile", "10001", 10,
    )  # fmt: skip
    assert [line.quantity for line in PurchaseLine.objects.order_by("pk")] == [5, 10]
    world.run(draft_purchases, DraftPurchases((Wanted("10001", 2, on_order=10),), "C"), "inga")
    assert PurchaseLine.objects.get(article__number="10001").quantity == 12
