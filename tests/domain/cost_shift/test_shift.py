"""A whole list: what goes in comes out, in every grouping; figures that nobody knows are tried one by one."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import agreement

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.schema import Agreement
from handtag.domain.cost_shift.deciding import Judge
from handtag.domain.cost_shift.flows import flows
from handtag.domain.cost_shift.report import report
from handtag.domain.cost_shift.rows import BUCKETS, Ages, Case, DeviceList, DeviceRow, Place, Places, Settings
from handtag.domain.cost_shift.sensitivity import exposures, headline, trials
from handtag.domain.cost_shift.shift import only_decidable, shift
from handtag.domain.cost_shift.sums import Range, Sums

HALF = Fraction(1, 2)
OLD = compile_agreement(agreement.document())


def everything_to(payer: str) -> Agreement:
    """The test agreement with one first rule: this payer pays for everything."""
    old = agreement.document()
    table = next(table for table in old.tables if any("payer" in row.then for row in table.rows))
    clause = table.rows[0].clause
    first = replace(table.rows[0], id="all", when={}, then={"payer": payer}, clause=clause, open_because=None)
    tables = tuple(replace(one, rows=(first, *one.rows)) if one is table else one for one in old.tables)
    return replace(old, version="2", tables=tables)


NEW = compile_agreement(everything_to("municipality"))
TO_REGION = compile_agreement(everything_to("region"))


def row(
    number: int, cost: int, today: str | None = None, code: str = "120606", town: str = "2580", ages: Ages | None = None, **facts: object
) -> DeviceRow:
    return DeviceRow(number, Case(tuple(sorted({"iso_code": code, **facts}.items())), ages, today), cost, 2, "Rollator", "R1", town)


rows = st.lists(
    st.builds(
        row,
        st.integers(2, 99),
        st.integers(0, 10**9),
        st.sampled_from([None, "region", "municipality"]),
        st.sampled_from(["120606", "122203", "040303", "0406", "9999"]),
        st.sampled_from(["2580", "Piteå", ""]),
        st.sampled_from([None, Ages(0, 30), Ages(65, 130)]),
    ),
    max_size=8,
)
chosen = st.sampled_from([Settings(), Settings(prescribed_anyway=Fraction(1, 3), shared_region=HALF), Settings(unmet_need=Fraction(3, 20))])


@settings(max_examples=60, deadline=None)
@given(rows, chosen, st.sampled_from([OLD, NEW, TO_REGION]))
def test_nothing_is_created_or_lost(given_rows: list[DeviceRow], given_settings: Settings, new: object) -> None:
    found = shift(given_rows, Judge(OLD, new), given_settings)  # type: ignore[arg-type]
    cost = sum(one.cost_ore for one in given_rows)
    assert (found.total.rows, found.total.cost_ore) == (len(given_rows), cost)
    assert sum(found.total.confidence.values()) == cost
    for groups in (found.by_iso, found.by_class, found.by_category, found.by_municipality):
        again = Sums()
        for group in groups:
            again.add(group.sums)
        assert again.to_dict() == found.total.to_dict()
    assert sum(kind.sums.cost_ore for kind in found.kinds) == cost
    assert sum(flow.ore for flow in flows((kind.confidence, kind.sums) for kind in found.kinds)) == cost
    for part in ("before", "after"):
        ranges = [found.total.get(f"{part}.{bucket}") for bucket in BUCKETS]
        assert sum(one.low for one in ranges) <= cost <= sum(one.high for one in ranges)


@settings(max_examples=30, deadline=None)
@given(rows, chosen)
def test_nothing_moves_when_the_agreement_is_the_same(given_rows: list[DeviceRow], given_settings: Settings) -> None:
    found = shift(given_rows, Judge(OLD, compile_agreement(agreement.document())), given_settings)
    assert {name: one for name, one in found.total.ranges.items() if name.startswith(("flow.", "net."))} == {}
    for bucket in BUCKETS:
        assert found.total.get(f"before.{bucket}") == found.total.get(f"after.{bucket}")


@settings(max_examples=40, deadline=None)
@given(rows, st.data())
def test_every_completion_lies_within_the_range(given_rows: list[DeviceRow], data: st.DataObject) -> None:
    judge = Judge(OLD, NEW)
    found = shift(given_rows, judge).total
    filled = [
        replace(
            one,
            case=Case(
                tuple(
                    sorted(
                        {
                            **dict(one.case.facts),
                            "age": data.draw(st.integers(one.case.ages.low, one.case.ages.high) if one.case.ages else st.integers(0, 99)),
                            "housing": data.draw(st.sampled_from(["ordinary", "lss_housing"])),
                            "care_setting": data.draw(st.sampled_from(["home_visit", "hospital"])),
                        }.items()
                    )
                ),
                None,
                None,
            ),
        )
        for one in given_rows
        if one.case.today is None
    ]
    kept = [one for one in given_rows if one.case.today is not None]
    one_way = shift([*kept, *filled], judge).total
    for name in {*one_way.ranges, *found.ranges}:
        assert found.get(name).low <= one_way.get(name).low
        assert one_way.get(name).high <= found.get(name).high


def test_what_is_paid_against_the_agreement_is_told_apart() -> None:
    child = row(2, 500, "municipality", age=5)
    found = shift([child, row(3, 100, "region", age=5)], Judge(OLD, NEW))
    assert (found.misbooked.rows, found.misbooked.cost_ore) == (1, 500)


def test_the_headline_counts_unmet_need_and_prices() -> None:
    found = shift([row(2, 1001, "region")], Judge(OLD, NEW), Settings(unmet_need=Fraction(15, 100), price_index=Fraction(102, 100)))
    assert headline(found.total, found.settings).to_municipality == Range(1174, 1174)  # 1001 × 1.15 × 1.02 = 1174.173
    assert headline(found.total, found.settings).net_municipality == Range(1174, 1174)
    assert found.total.get("flow.region.municipality") == Range(1001, 1001)


def test_each_setting_is_tried_alone_and_the_chosen_value_is_marked() -> None:
    found = shift([row(2, 1000, "region")], Judge(OLD, NEW), Settings(unmet_need=Fraction(7, 100)))
    tried = [one for one in trials(found) if one.setting == "unmet_need"]
    assert [one.value for one in tried if one.is_chosen] == [Fraction(7, 100)]
    assert [one.headline.to_municipality.low for one in tried] == [1000, 1050, 1070, 1100, 1150, 1200]


def test_a_small_municipality_is_more_exposed() -> None:
    places = Places((Place("2580", "Stor", 1000), Place("2581", "Liten", 10)))
    listed = [row(2, 100_000, "municipality"), row(3, 1_000, "municipality", town="liten kommun"), row(4, 1_000, "region", town="2581")]
    small, large = exposures(shift(listed, Judge(OLD, NEW), places=places))
    assert (small.place.name, small.grows, small.after_each) == ("Liten", (1, 1), Range(200, 200))
    assert small.one_more is not None
    assert large.one_more is not None
    assert small.one_more > large.one_more


def test_a_word_that_no_agreement_knows_is_a_fault_of_its_row() -> None:
    bad = DeviceRow(7, Case((("product", "grunkofon"),)), 100)
    found = only_decidable(DeviceList((row(2, 100), bad)), Judge(OLD, NEW))
    assert [one.number for one in found.rows] == [2]
    assert [(fault.row, fault.field, fault.code, fault.value) for fault in found.faults] == [(7, "product", "unknown_word", "grunkofon")]


def test_the_report_names_rule_and_clause_before_and_after() -> None:
    listed = DeviceList((row(2, 100, "region", age=5),))
    plain = report(shift(listed.rows, Judge(OLD, NEW)), listed)
    (kind,) = plain["kinds"]  # type: ignore[misc]
    assert kind["before"]["rules"] == ["children"]
    assert kind["after"]["rules"] == ["all"]
    assert kind["before"]["clauses"][0]["quote"]
    assert plain["from"]["document_hash"] == OLD.document.document_hash  # type: ignore[index]
