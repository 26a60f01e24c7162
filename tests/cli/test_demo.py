"""The demo county: built by use cases, the same every time, with nobody in it who exists."""

from __future__ import annotations

import os
import re
import sqlite3
import urllib.request
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.demo import ROOT, UNTIL, build_small, run_handtag, serving, small_demo

from handtag.cli.demo import build
from handtag.cli.demo.county import County, read_county
from handtag.cli.demo.days import is_working_day, next_delivery_day, office_moment
from handtag.cli.demo.goods import plan_goods
from handtag.cli.demo.identities import test_number as number_for
from handtag.cli.demo.persons import plan_persons
from handtag.domain.values.identity import PersonNumber, is_hsa_id, is_organisation_number
from handtag.files.agreements import versions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["small_demo"]
NORRBOTTEN = ROOT / "demo" / "norrbotten"
# Salted or encrypted with a new key each time: their plain content is compared through what leads to it.
DIFFERENT_EVERY_TIME = {
    "access_user": {"password"},
    "people_person": {"address", "phone"},
    "people_personidentity": {"value"},
    "django_migrations": {"applied"},
}


@pytest.fixture(scope="module")
def county() -> County:
    return read_county(NORRBOTTEN)


@pytest.fixture
def rows(small_demo: Path) -> Iterator[Any]:
    """Runs one query against the small county."""
    with closing(sqlite3.connect(f"file:{small_demo}?mode=ro", uri=True)) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


# The plan


def test_every_planned_person_has_an_official_test_number(county: County) -> None:
    persons = plan_persons(county, Random(1), count=400, protected=5, day=UNTIL)
    assert len({person.personnummer for person in persons}) == 400
    for person in persons:
        assert re.fullmatch(r"\d{8}-23[89]\d", person.personnummer)
        assert PersonNumber.parse(person.personnummer, today=UNTIL).birth_date == person.born
    assert sum(person.protected for person in persons) == 5
    assert not any(person.address or person.phone for person in persons if person.protected)


def test_planned_persons_are_of_all_ages_and_live_in_every_municipality(county: County) -> None:
    persons = plan_persons(county, Random(1), count=400, protected=5, day=UNTIL)
    assert {person.municipality_code for person in persons} == {place.code for place in county.municipalities}
    assert min(person.age for person in persons) < 7
    assert max(person.age for person in persons) > 95
    assert {17, 18} <= {min(max(person.age, 17), 18) for person in persons}
    assert all(person.housing == "ordinary" for person in persons if person.age < 18)


def test_a_number_gets_the_check_digit_of_the_official_series() -> None:
    assert number_for(date(1990, 1, 1), "238") == "19900101-2385"
    assert number_for(date(2000, 1, 25), "238") == "20000125-2386"


def test_goods_cover_sixty_divisions_that_the_agreement_names(county: County) -> None:
    named = {product.iso for version in versions_of(county.agreement) for product in version.products}
    goods = plan_goods(county)
    assert len({item.number for item in goods}) == len(goods) >= 300
    assert len({item.iso for item in goods}) >= 60
    assert [item.number for item in goods if not any(item.iso.startswith(iso) for iso in named)] == []


def test_goods_that_stand_in_for_each_other_share_six_digits(county: County) -> None:
    divisions: dict[str, set[str]] = {}
    for item in plan_goods(county):
        divisions.setdefault(item.equivalence_group, set()).add(item.iso[:6])
    assert all(len(found) == 1 for group, found in divisions.items() if group)
    assert len(divisions) > 50


def test_dear_devices_and_rollators_are_rented_and_the_rest_is_sold(county: County) -> None:
    limit = county.pricing.rent_above_kr * 100
    for item in plan_goods(county):
        rented = item.kind == "device" and (item.purchase_ore > limit or item.iso == "120606")
        assert item.price_kind == ("rent_per_month" if rented else "sale"), item
        assert 0 < item.price_ore < item.purchase_ore * 2


def test_identities_of_organisations_are_well_formed(county: County) -> None:
    assert is_organisation_number(county.region_number)
    assert all(is_organisation_number(place.organisation_number) for place in county.municipalities)
    assert all(is_hsa_id(unit.hsa_id) for unit in county.units)
    assert len({unit.hsa_id for unit in county.units}) == len(county.units)


def test_people_work_in_office_hours_on_working_days() -> None:
    assert office_moment(date(2026, 11, 20), 0).hour == 6  # 07.30 in winter
    assert office_moment(date(2026, 11, 20), 10_000).date() == date(2026, 11, 20)
    assert next_delivery_day(date(2026, 12, 23), "5") == date(2027, 1, 8)  # the Fridays between are free days


# The small county


def test_the_small_county_has_people_goods_and_devices(rows: Any) -> None:
    [(persons, articles, devices)] = rows(
        "SELECT (SELECT count(*) FROM people_person), (SELECT count(*) FROM catalogue_article), (SELECT count(*) FROM stock_device)"
    )
    assert 15 <= persons <= 20
    assert 40 <= articles <= 50
    assert 80 <= devices <= 110


def test_work_of_every_kind_is_waiting_at_the_end(rows: Any) -> None:
    orders = dict(rows("SELECT state, count(*) FROM orders_order GROUP BY state"))
    devices = dict(rows("SELECT state, count(*) FROM stock_device GROUP BY state"))
    assert {"placed", "allocated", "picked", "sent", "delivered"} <= orders.keys()
    assert {"in_stock", "reserved", "picked", "in_transit", "with_person", "returned", "inspected"} <= devices.keys()
    collections = "SELECT count(*) FROM orders_order WHERE kind = 'collection_order' AND state = 'placed'"
    assert rows(collections)[0][0] > 0


def test_every_closed_month_is_invoiced_and_the_current_one_is_open(rows: Any) -> None:
    closed = [day for (day,) in rows("SELECT first_day FROM billing_month WHERE closed_at IS NOT NULL ORDER BY 1")]
    assert closed == ["2026-08-01", "2026-09-01", "2026-10-01"]
    uninvoiced = "SELECT count(*) FROM billing_charge c JOIN billing_month m ON m.id = c.month_id LEFT JOIN billing_invoiceline l"
    assert rows(f"{uninvoiced} ON l.charge_id = c.id WHERE m.closed_at IS NOT NULL AND l.id IS NULL")[0][0] == 0
    assert rows("SELECT count(*) FROM billing_charge WHERE kind = 'credit'")[0][0] > 0


def test_what_the_other_agreement_would_move_is_calculated_to_the_last_ore(rows: Any) -> None:
    ((total, refused),) = rows(
        "SELECT json_extract(result, '$.total.cost_ore'), json_extract(result, '$.list.refused') FROM analysis_shiftrun"
    )
    assert refused == 0
    assert total == rows("SELECT sum(amount_ore) FROM billing_charge")[0][0]


def test_what_is_written_in_several_places_agrees(rows: Any) -> None:
    nothing = {
        "lent without an order line": "SELECT d.id FROM stock_device d WHERE d.state = 'with_person' AND NOT EXISTS"
        " (SELECT 1 FROM orders_orderline l WHERE l.device_id = d.id AND l.state = 'delivered')",
        "open rent on a device that is not lent": "SELECT r.id FROM rentals_rental r JOIN stock_device d ON d.id = r.device_id"
        " WHERE r.end_on IS NULL AND d.state <> 'with_person'",
        "an allocated line without a reserved device": "SELECT l.id FROM orders_orderline l JOIN stock_device d ON d.id = l.device_id"
        " JOIN orders_order o ON o.id = l.order_id WHERE o.kind = 'customer_order' AND l.state = 'allocated' AND d.state <> 'reserved'",
        "a delivered prescription without follow-up": "SELECT p.id FROM prescriptions_prescription p WHERE p.state = 'delivered'"
        " AND NOT EXISTS (SELECT 1 FROM prescriptions_followup f WHERE f.prescription_id = p.id)",
        "an order paid by somebody else than the decision says": "SELECT o.id FROM orders_order o"
        " JOIN prescriptions_prescriptiondecision d ON d.id = o.decision_id WHERE o.payer_id <> d.payer_id",
        "somebody tried what they may not": "SELECT id FROM audit_auditentry WHERE action = 'access.refused'",
    }
    assert {what: rows(sql) for what, sql in nothing.items() if rows(sql)} == {}


def test_nothing_happens_on_a_free_day(rows: Any) -> None:
    days = Counter(moment[:10] for (moment,) in rows("SELECT recorded_at FROM stock_move"))
    assert [day for day in days if not is_working_day(date.fromisoformat(day))] == []
    assert max(days) <= UNTIL.isoformat()


def test_verify_finds_nothing(small_demo: Path) -> None:
    done = run_handtag(small_demo.parent, "verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_builds_give_the_same_county(small_demo: Path, tmp_path: Path) -> None:
    build_small(tmp_path)
    assert _dump(tmp_path / "handtag.sqlite3") == _dump(small_demo)


def test_a_finished_county_is_kept(small_demo: Path) -> None:
    before = small_demo.stat().st_mtime_ns
    assert "karin" in build_small(small_demo.parent).stdout
    assert small_demo.stat().st_mtime_ns == before


def test_the_log_ins_are_said(small_demo: Path) -> None:
    said = build_small(small_demo.parent).stdout
    assert "handtag-demo-2026" in said
    assert {"karin", "per", "lena", "disa", "olle", "maj", "sia"} <= set(said.split())


def test_the_small_county_is_served_and_asks_who_one_is(small_demo: Path, tmp_path: Path) -> None:
    with serving(small_demo, tmp_path) as address, urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200
        assert 'name="password"' in answer.read().decode()


# The file


def test_an_aborted_build_leaves_what_was_there(tmp_path: Path) -> None:
    database = tmp_path / "handtag.sqlite3"
    database.write_text("the county of yesterday")
    with pytest.raises(UnicodeEncodeError), build.in_place_of(database) as building:
        building.write_text("half a county \ud800", encoding="utf-8")
    assert os.listdir(tmp_path) == ["handtag.sqlite3"]
    assert database.read_text() == "the county of yesterday"


def test_a_finished_build_takes_its_place(tmp_path: Path) -> None:
    database = tmp_path / "handtag.sqlite3"
    database.with_name("handtag.sqlite3-wal").write_text("of the old county")
    with build.in_place_of(database) as building:
        building.write_text("a whole county")
    assert os.listdir(tmp_path) == ["handtag.sqlite3"]
    assert database.read_text() == "a whole county"


def test_changed_data_is_built_again(tmp_path: Path) -> None:
    (tmp_path / "county.yaml").write_text("one")
    before = build.fingerprint("small", tmp_path)
    assert build.fingerprint("small", tmp_path) == before
    assert build.fingerprint("county", tmp_path) != before
    (tmp_path / "county.yaml").write_text("two")
    assert build.fingerprint("small", tmp_path) != before


def _dump(database: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        return {table: _content(connection, table) for (table,) in connection.execute(names).fetchall()}


def _content(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [f'"{column}"' for column in columns if column not in DIFFERENT_EVERY_TIME.get(table, set())]
    return [repr(row) for row in connection.execute(f"SELECT {', '.join(kept)} FROM {table} ORDER BY 1")]
