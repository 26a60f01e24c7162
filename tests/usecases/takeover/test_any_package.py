"""Any package at all: what is not refused is taken, both systems say alike of it, nothing is lost, and the second time nothing happens."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.numbers import personnummer
from tests.support.proof import assert_nothing_lost
from tests.support.takeover import DAY, LULEA, REGION, SMALL, Rows, compare, take
from tests.support.world import World

pytestmark = pytest.mark.django_db
UNITS = ("SE2321000131-X1", "SE2321000131-X2")
PERSONS = [personnummer(f"19{year}0101", "238") for year in range(40, 46)]
days = st.dates(date(2015, 1, 1), DAY)
odd = st.sampled_from(["", " ", "?", "=1+1", "1E+12", "-1", "2026-02-30", "\u200b", "ö" * 400])


@st.composite
def packages(draw: st.DrawFn, faults: bool = False) -> dict[str, Rows]:
    """Devices on shelves, with persons and with units, counted goods and open orders; `faults`: with odd cells here and there."""
    numbers = draw(st.lists(st.integers(1, 999), min_size=1, max_size=8, unique=True))
    lent = draw(st.lists(st.sampled_from(numbers), unique=True, max_size=6))
    state = st.sampled_from(["ready", "used", ""])
    tables: dict[str, Any] = {kind: list(SMALL[kind]) for kind in ("package", "units", "places", "articles")}
    tables["persons"] = [SMALL["persons"][0], *((number, "Prov", "Person", "2580", "") for number in PERSONS)]
    tables["devices"] = [SMALL["devices"][0]]
    for number in numbers:
        price = draw(st.integers(0, 10**7))
        left = draw(st.none() | st.integers(0, price))
        cells = (_kronor(price), "" if left is None else _kronor(left))
        tables["devices"].append((f"H-{number}", "G1", draw(days), *cells, "GC", draw(st.sampled_from(["", "A-1"])), draw(state)))
    who = st.sampled_from(["", *PERSONS])
    payers = st.sampled_from([REGION, LULEA])
    tables["holdings"] = [
        SMALL["holdings"][0],
        *((f"H-{one}", draw(who), draw(st.sampled_from(UNITS)), draw(payers), draw(days), "") for one in lent),
    ]
    lots = draw(st.lists(st.sampled_from(["", "L1", "L2"]), unique=True))
    tables["stock"] = [SMALL["stock"][0], *(("G2", "GC", draw(st.integers(1, 5_000)), lot, "") for lot in lots)]
    tables["orders"] = [SMALL["orders"][0], *_orders(draw, who, payers)]
    if faults:
        for _ in range(draw(st.integers(1, 4))):
            kind = draw(st.sampled_from([kind for kind in tables if kind != "package" and len(tables[kind]) > 1]))
            row = draw(st.integers(1, len(tables[kind]) - 1))
            cells_ = list(tables[kind][row])
            cells_[draw(st.integers(0, len(cells_) - 1))] = draw(odd)
            tables[kind][row] = cells_
    return tables


def _orders(draw: st.DrawFn, who: st.SearchStrategy[str], payers: st.SearchStrategy[str]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for number in range(draw(st.integers(0, 3))):
        of = (draw(who), draw(st.sampled_from(UNITS)), draw(payers))
        promised = DAY + timedelta(days=draw(st.integers(-30, 30)))
        for article in draw(st.lists(st.sampled_from(["G1", "G2"]), min_size=1, unique=True)):
            rows.append((f"O-{number}", article, draw(st.integers(1, 4)), *of, promised))
    return rows


def _kronor(ore: int) -> str:
    return f"{ore // 100},{ore % 100:02d}"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(packages())
def test_what_a_package_says_is_so_afterwards_and_the_second_time_nothing_happens(county: World, tables: dict[str, Rows]) -> None:
    point = transaction.savepoint()
    answer = take(county, tables)
    assert {verdict for counts in answer.counts.values() for verdict in counts} == {"taken"}
    found = compare(county, tables)
    assert found.is_zero, (found.differences, [one for one in found.totals if not one.is_equal])
    assert_nothing_lost()
    assert take(county, tables).key is None
    transaction.savepoint_rollback(point)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(packages(faults=True))
def test_odd_cells_refuse_rows_and_never_break_anything(county: World, tables: dict[str, Rows]) -> None:
    point = transaction.savepoint()
    answer = take(county, tables, leave=True)
    read = sum(len(rows) - 1 for kind, rows in tables.items() if kind != "package")
    missing = sum(not any(str(cell).strip(" \u200b") for cell in row) for rows in tables.values() for row in rows)
    assert len(answer.verdicts) == read - missing
    assert_nothing_lost()
    again = take(county, tables, leave=True)
    assert again.key is None
    assert "taken" not in {one.verdict for one in again.verdicts}
    transaction.savepoint_rollback(point)
