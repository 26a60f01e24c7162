"""Sums are exact: nothing is created or lost, whatever the shares."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.cost_shift.rows import BUCKETS, Settings
from handtag.domain.cost_shift.sums import Range, outcomes, ranges_of, split

HALF = Fraction(1, 2)
PAYERS = ["region", "municipality", "shared", "own_responsibility", "other", "undetermined"]
shares = st.fractions(0, 1, max_denominator=97)
some_settings = st.builds(
    Settings,
    shared_region=st.none() | shares,
    shared_stays=st.booleans(),
    prescribed_anyway=shares,
    prescribed_by=st.sampled_from(["region", "municipality"]),
)


def net(ranges: dict[str, Range], part: str) -> tuple[int, int]:
    return tuple(sum(ranges.get(f"{part}.{bucket}", Range())[end] for bucket in BUCKETS) for end in (0, 1))  # type: ignore[return-value]


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(1, 50), min_size=1, max_size=4))
def test_parts_add_up_to_the_whole(cost: int, weights: list[int]) -> None:
    parts = split(cost, [Fraction(weight, sum(weights)) for weight in weights])
    assert sum(parts) == cost
    assert all(abs(part - Fraction(cost * weight, sum(weights))) <= 1 for part, weight in zip(parts, weights, strict=True))


@given(
    st.lists(st.tuples(st.sampled_from(PAYERS), st.sampled_from(PAYERS)), min_size=1, max_size=3),
    st.sampled_from([None, "region", "municipality"]),
    st.booleans(),
    some_settings,
    st.integers(0, 10**12),
)
def test_each_outcome_keeps_the_cost_whole(
    pairs: list[tuple[str, str]], today: str | None, unmoved: bool, chosen: Settings, cost: int
) -> None:
    if today:
        pairs = [(today, after) for _before, after in pairs]
    for way in outcomes(pairs, today, unmoved, chosen):
        assert sum(share for *_, share in way) == 1
        ranges = ranges_of([way], cost)
        assert all(found.is_exact for found in ranges.values())
        assert net(ranges, "before") == net(ranges, "after") == (cost, cost)
        for bucket in BUCKETS:
            gone = sum(ranges.get(f"flow.{bucket}.{other}", Range()).low for other in BUCKETS)
            come = sum(ranges.get(f"flow.{other}.{bucket}", Range()).low for other in BUCKETS)
            before, after = (ranges.get(f"{part}.{bucket}", Range()).low for part in ("before", "after"))
            assert after - before == come - gone == ranges.get(f"net.{bucket}", Range()).low


@given(st.lists(st.tuples(st.sampled_from(PAYERS), st.sampled_from(PAYERS)), min_size=1, max_size=4), some_settings, st.integers(0, 10**9))
def test_the_range_holds_every_outcome(pairs: list[tuple[str, str]], chosen: Settings, cost: int) -> None:
    ways = outcomes(pairs, None, False, chosen)
    whole = ranges_of(ways, cost)
    for way in ways:
        for name, found in ranges_of([way], cost).items():
            assert whole[name].low <= found.low <= whole[name].high


@given(st.sampled_from(PAYERS), some_settings)
def test_the_same_payer_before_and_after_moves_nothing_under_the_same_text(payer: str, chosen: Settings) -> None:
    for way in outcomes([(payer, payer)], None, True, chosen):
        assert all(start == end for start, end, _share in way)


def test_shared_without_a_split_is_a_range_and_with_one_a_sum() -> None:
    open_ = ranges_of(outcomes([("region", "shared")], "region", False, Settings()), 100)
    assert open_["flow.region.municipality"] == Range(0, 100)
    stated = ranges_of(outcomes([("region", "shared")], "region", False, Settings(shared_region=Fraction(1, 3))), 100)
    assert stated["flow.region.municipality"] == Range(67, 67)
    stays = ranges_of(outcomes([("region", "shared")], "region", False, Settings(shared_stays=True)), 100)
    assert "flow.region.municipality" not in stays


def test_what_is_prescribed_anyway_is_paid_and_the_rest_is_the_persons() -> None:
    found = ranges_of(outcomes([("region", "own_responsibility")], "region", False, Settings(prescribed_anyway=HALF)), 101)
    assert (found["flow.region.municipality"], found["flow.region.own_responsibility"]) == (Range(51, 51), Range(50, 50))


def test_a_credit_widens_the_range_the_other_way() -> None:
    found = ranges_of(outcomes([("region", "undetermined")], "region", False, Settings()), -100)
    assert found["flow.region.municipality"] == Range(-100, 0)
