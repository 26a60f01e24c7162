"""What is bought: the need less what is there, on its way or coming back; equivalents before anything new."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.purchasing.need import Asked, Flow, Rule, Standing, coming_back, in_packs, net_need, reuse_first, safety_stock

STEADY = Flow(used=(28, 28, 28, 28, 28, 28))  # one a day, never more nor less
pieces = st.integers(0, 500)


def asked(**changes: object) -> Asked:
    plain = Asked(article=1, assortment="stocked", lead_time_days=14, flow=STEADY)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_what_is_bought_lasts_for_the_lead_time_and_until_the_next_look() -> None:
    need = net_need(asked(standing=Standing(free=10)))
    assert (need.used_in_lead_time, need.safety_stock, need.reorder_point, need.up_to) == (14, 0, 14, 42)
    assert need.quantity == 32


@pytest.mark.parametrize(("free", "bought"), [(14, 28), (15, 0)])
def test_nothing_is_bought_above_the_reorder_point(free: int, bought: int) -> None:
    assert net_need(asked(standing=Standing(free=free))).quantity == bought


def test_what_is_on_its_way_and_what_reconditioning_gives_is_not_bought_again() -> None:
    assert net_need(asked(standing=Standing(free=2, coming=5, in_reconditioning=6))).quantity == 42 - 13
    assert net_need(asked(standing=Standing(free=2, coming=5, in_reconditioning=8))).quantity == 0


def test_what_customers_wait_for_is_bought_too() -> None:
    assert net_need(asked(standing=Standing(free=10, owed=4))).quantity == 36


def test_uneven_use_gives_a_safety_stock() -> None:
    uneven = Flow(used=(20, 36, 20, 36, 20, 36))
    # variance 76.8 of four weeks, 38.4 of two: 1.65 · √38.4 = 10.22
    assert safety_stock(uneven, 14) == 11
    assert safety_stock(STEADY, 14) == 0
    assert safety_stock(Flow(used=(5,)), 14) == 0


def test_the_buyers_own_numbers_come_before_computed_ones() -> None:
    need = net_need(asked(rule=Rule(reorder_point=50, safety_stock=9), standing=Standing(free=40)))
    assert (need.reorder_point, need.safety_stock, need.up_to, need.quantity) == (50, 9, 78, 38)
    assert net_need(asked(rule=Rule(reorder_point=0), standing=Standing())).quantity == 0


def test_an_order_item_is_bought_for_those_who_wait_and_nothing_else() -> None:
    assert net_need(asked(assortment="order_item", standing=Standing(owed=3, free=1))).quantity == 2
    assert net_need(asked(assortment="order_item")).quantity == 0


def test_what_is_phased_out_is_never_bought() -> None:
    assert net_need(asked(assortment="phased_out", standing=Standing(owed=3))).quantity == 0


@pytest.mark.parametrize(("wanted", "bought"), [(0, 0), (-3, 0), (1, 12), (12, 12), (13, 18)])
def test_whole_packs_and_at_least_the_smallest_order(wanted: int, bought: int) -> None:
    assert in_packs(wanted, Rule(pack_size=6, smallest_order=10)) == bought


def test_devices_come_back_as_they_use_to_or_as_they_wait() -> None:
    flow = Flow(used=(0,) * 6, returned=40, reconditioned=30)
    assert coming_back(flow, 0, 28) == 5  # 30 in 168 days
    assert coming_back(flow, 12, 28) == 9  # three in four are fit
    assert coming_back(Flow(), 3, 28) == 3


def test_equivalents_with_something_to_spare_are_used_first_and_each_piece_once() -> None:
    short = net_need(asked(article=1, families=frozenset({7})))
    also_short = net_need(asked(article=2, families=frozenset({7}), standing=Standing(free=10)))
    spare = net_need(asked(article=3, families=frozenset({7}), standing=Standing(free=54)))
    other = net_need(asked(article=4, families=frozenset({8}), standing=Standing(free=99)))
    first, second, third, last = reuse_first([short, also_short, spare, other])
    assert (first.from_equivalents, first.quantity) == (40, 2)
    assert (second.from_equivalents, second.quantity) == (0, 32)
    assert (third.quantity, last.quantity) == (0, 0)


def test_equivalence_does_not_spread_over_an_article_in_two_groups() -> None:
    short = net_need(asked(article=1, families=frozenset({7})))
    between = net_need(asked(article=2, families=frozenset({7, 8}), standing=Standing(free=14, coming=20)))
    far = net_need(asked(article=3, families=frozenset({8}), standing=Standing(free=99)))
    assert [need.from_equivalents for need in reuse_first([short, between, far])] == [14, 0, 0]


def test_what_is_phased_out_stands_in_as_long_as_it_lasts() -> None:
    short = net_need(asked(article=1, families=frozenset({7}), standing=Standing(free=10)))
    old = net_need(asked(article=2, families=frozenset({7}), assortment="phased_out", standing=Standing(free=8)))
    assert [(need.from_equivalents, need.quantity) for need in reuse_first([short, old])] == [(8, 24), (0, 0)]


@given(st.lists(pieces, min_size=2, max_size=6), pieces, pieces, pieces, st.integers(0, 60), st.integers(1, 12), st.integers(1, 30))
def test_after_buying_there_is_enough_and_never_a_pack_too_much(
    used: list[int], free: int, coming: int, owed: int, lead: int, pack: int, smallest: int
) -> None:
    rule = Rule(pack_size=pack, smallest_order=smallest)
    need = net_need(asked(flow=Flow(used=tuple(used)), standing=Standing(free, coming, 0, owed), rule=rule, lead_time_days=lead))
    assert need.quantity % pack == 0
    if need.quantity:
        assert need.position + need.quantity >= need.up_to
        assert need.quantity < max(need.up_to - need.position, smallest) + pack
    else:
        assert need.position > need.reorder_point or need.position >= 0 == need.reorder_point


@given(st.lists(pieces, min_size=2, max_size=6), st.integers(1, 200))
def test_the_safety_stock_is_the_least_whole_number_that_is_enough(used: list[int], lead: int) -> None:
    stock = safety_stock(Flow(used=tuple(used)), lead)
    mean = Fraction(sum(used), len(used))
    squared = Fraction(27225, 10_000) * sum((one - mean) ** 2 for one in used) / (len(used) - 1) * Fraction(lead, 28)
    assert stock**2 >= squared
    assert stock == 0 or (stock - 1) ** 2 < squared
