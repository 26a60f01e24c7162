"""The two systems side by side, on the day of takeover and afterwards: what differs is told, and about persons only that it does."""

from datetime import date, timedelta

import pytest
from tests.support import takeover
from tests.support.takeover import ASTA, DAY, LULEA, REGION, SMALL, changed, compare, take
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.stock.models import ReturnRule
from handtag.apps.takeover.models import Reconciliation
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.takeover.compare_takeover import CompareTakeover, compare_takeover

pytestmark = pytest.mark.django_db


def test_while_both_run_each_difference_is_told_without_persons(county: World) -> None:
    take(county)
    later = changed("holdings", 1, "Personnummer", takeover.CIA)
    later = changed("holdings", 2, "Betalare", REGION, later)
    later = changed("articles", 1, "Hyra per månad", "99", later)
    later = changed("persons", 1, "Kommunkod", "2581", later)
    later = changed("stock", 1, "Antal", "11", later)
    later["devices"] = [*later["devices"][:3], later["devices"][4], ("g-9", "G1", "2026-11-20", "1", "", "GC", "", "")]
    later["package"] = [later["package"][0], ("Gamla systemet", DAY, DAY)]
    found = compare(county, later)
    told = {(one.area, one.key, one.field): (one.old, one.new) for one in found.differences}
    assert told == {
        ("articles", "G1", "rent_ore"): (9_900, 9_100),
        ("persons", "#2", "municipality"): ("•", "•"),
        ("devices", "G-1", "person"): ("•", "•"),
        ("devices", "G-1", "rent_ore"): (9_900, 9_100),
        ("devices", "G-3", ""): (None, ""),
        ("devices", "G-4", "payer"): (REGION, LULEA),
        ("devices", "G-4", "rent_ore"): (9_900, 9_100),
        ("devices", "G-9", ""): ("", None),
        ("stock", "G2/GC/", "quantity"): (11, 12),
    }
    unequal = {(one.measure, one.group) for one in found.totals if not one.is_equal}
    assert {("rent", ""), ("lent", LULEA), ("lent", REGION), ("stock", "G2"), ("devices", "")} <= unequal
    assert ASTA not in repr(found)


def test_a_control_total_that_the_files_do_not_hold_is_a_difference(county: World) -> None:
    take(county)
    found = compare(county, changed("totals", 1, "Antal", "5"))
    assert not found.differences
    assert [(one.measure, one.group) for one in found.totals if not one.is_equal] == [("devices", "")]
    assert not found.is_zero


def test_residual_values_follow_the_rule_after_the_day_of_takeover(county: World) -> None:
    take(county, changed("package", 1, "Övertagandedag", DAY - timedelta(days=1)))
    ReturnRule.objects.create(
        centre=county.centre, life_months=60, repair_percent=50, valid_from=date(2026, 1, 1), set_by="user:1", recorded_at=NOW
    )
    found = compare(county)
    told = {one.key: one.new for one in found.differences if one.field == "residual_ore"}
    assert told["G-1"] == 280_000 * (60 - 58) // 60, "58 whole months of 60 have gone"


def test_what_was_compared_is_kept_and_only_persons_who_differ_are_logged(county: World) -> None:
    take(county)
    assert compare(county).is_zero
    kept = Reconciliation.objects.get()
    assert (kept.is_zero, kept.difference_count, kept.compared_by) == (True, 0, county.viewer("tova").code)
    assert not AccessEntry.objects.filter(action="person.searched").exists()
    compare(county, changed("persons", 1, "Kommunkod", "2581"))
    assert AccessEntry.objects.filter(action="person.searched", ground="takeover").count() == 1


def test_before_anything_is_taken_everything_is_a_difference(county: World) -> None:
    found = compare(county)
    assert {one.area for one in found.differences} == {"units", "places", "articles", "persons", "devices", "stock", "orders"}
    assert not found.is_zero


def test_rows_that_cannot_be_read_are_never_zero(county: World) -> None:
    take(county)
    found = compare(county, takeover.with_rows("devices", ("", "", "", "", "", "", "", "x")))
    assert (found.unread, found.differences, found.is_zero) == (1, (), False)


def test_only_who_may_compares(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(compare_takeover, CompareTakeover(takeover.package(SMALL)), "siv")
