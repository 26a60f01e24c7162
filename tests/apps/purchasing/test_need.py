"""The need as the buyer sees it, counted from the ledgers: what is used, free, coming, coming back and owed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from tests.support.lending import lend, take_back
from tests.support.prescribing import ordered as order_for_person
from tests.support.purchasing import agreed, drafted, received
from tests.support.world import TODAY, World

from handtag.apps.catalogue.models import Article
from handtag.apps.purchasing.queries_need import Proposal, periods, proposal_of, proposals
from handtag.apps.stock.store import block
from handtag.domain.values.errors import NotFound
from handtag.usecases.ordering.place_equipment_order import PlaceEquipmentOrder, place_equipment_order
from handtag.usecases.promising import Accessory
from handtag.usecases.purchasing.set_reorder_rule import SetReorderRule, set_reorder_rule


def need(world: World, number: str = "10001", on: date = TODAY) -> Proposal:
    return proposal_of(world.viewer("inga"), number, on)[0]


def test_what_is_free_leaves_out_what_is_blocked(world: World) -> None:
    free = need(world).need.asked.standing.free
    assert free == 4
    block(world.devices["D1001"], reason="recall", note="", at=world.now, by="user:1")
    assert need(world).need.asked.standing.free == free - 1


def test_use_is_counted_in_periods_of_four_weeks(world: World) -> None:
    before = need(world).need.asked.flow.used
    lend(world, "D1001", on=TODAY - timedelta(days=1))
    lend(world, "D1003", on=TODAY - timedelta(days=29), person="elis", unit="pitea_care")
    after = need(world).need.asked.flow.used
    assert [now - then for now, then in zip(after, before, strict=True)] == [0, 0, 0, 0, 1, 1]


def test_periods_tile_the_time_before_the_day() -> None:
    days = list(periods(TODAY))
    assert days[-1][1] == TODAY - timedelta(days=1)
    assert all(after[0] == before[1] + timedelta(days=1) for before, after in pairwise(days))


def test_what_came_back_is_on_its_way_to_the_shelf(world: World) -> None:
    before = need(world).need.asked.flow.returned
    lend(world, "D1001", on=TODAY - timedelta(days=3))
    take_back(world, "D1001", TODAY - timedelta(days=1))
    found = need(world).need
    assert (found.asked.standing.in_reconditioning, found.asked.flow.returned) == (1, before + 1)


def test_drafts_and_orders_are_coming_and_what_is_taken_in_is_not(world: World) -> None:
    received(world)
    assert need(world).need.asked.standing.coming == 3
    drafted(world, rollator=4)
    assert need(world).need.asked.standing.coming == 7
    assert need(world, "40001").need.asked.standing.coming == 2  # sent back, still owed


def test_what_customers_wait_for_is_bought_of_what_is_kept_to_order(world: World) -> None:
    order_for_person(world, "shower_chair")
    found = need(world, "30001")
    assert (found.need.asked.standing.owed, found.need.quantity) == (1, 1)
    assert [row.article.number for group in proposals(world.viewer("inga"), TODAY) for row in group.rows] == ["30001"]


def test_what_units_wait_for_is_bought_too(world: World) -> None:
    wish = PlaceEquipmentOrder((Accessory("30001", 2),), world.points["health_centre"].pk)
    world.run(place_equipment_order, wish, "maj")
    assert need(world, "30001").need.asked.standing.owed == 2


def test_the_buyers_rule_decides_and_the_agreement_prices(world: World) -> None:
    agreed(world)
    world.run(set_reorder_rule, SetReorderRule("10010", 30, pack_size=12), "inga")
    (group,) = proposals(world.viewer("inga"), TODAY)
    (row,) = group.rows
    assert (row.article.number, row.need.quantity, row.price_ore, row.offer and row.offer.agreement) == ("10010", 12, 40_000, "RA-1")
    assert group.amount_ore == 12 * 40_000


def test_equivalents_with_something_to_spare_come_first(world: World) -> None:
    world.run(set_reorder_rule, SetReorderRule("10001", 5), "inga")
    found = need(world)
    assert found.need.up_to - found.need.position == 2
    assert (found.need.from_equivalents, found.need.quantity) == (1, 1)  # the phased-out one; the other equivalent is short itself


def test_what_is_phased_out_is_not_proposed(world: World) -> None:
    world.run(set_reorder_rule, SetReorderRule("10010", 30), "inga")
    Article.objects.filter(number="10010").update(assortment="phased_out")
    assert proposals(world.viewer("inga"), TODAY) == []


def test_another_centres_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        need(world, "0")


def test_the_number_of_questions_does_not_grow_with_the_articles(world: World, django_assert_max_num_queries: object) -> None:
    agreed(world)
    for number in ("10001", "10010", "40001", "60001"):
        world.run(set_reorder_rule, SetReorderRule(number, 1000), "inga")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert sum(len(group.rows) for group in proposals(world.viewer("inga"), TODAY)) >= 4
