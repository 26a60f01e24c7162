"""A package from another system, into a county with nothing in it: what is there afterwards is what it said."""

from datetime import date

import pytest
from django.db import transaction
from tests.support.lending import allocated_order, close, lend, take_back
from tests.support.proof import assert_nothing_lost
from tests.support.takeover import ASTA, DAY, LULEA, REGION, SMALL, changed, compare, empty_county, exported, package, take, with_rows
from tests.support.world import GIVEN, LONG_AGO, NOW, World, make_world

from handtag.apps.access.models import User
from handtag.apps.audit.models import AccessEntry
from handtag.apps.billing.models import Charge, Month
from handtag.apps.orders.models import Order
from handtag.apps.organisations.models import Assignment, CostCentre, County, Principal, Unit
from handtag.apps.people.models import CareRelation, Person
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Balance, Device
from handtag.apps.takeover.models import TakenRow, Takeover
from handtag.domain.takeover.verdicts import Verdict
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.takeover.take_over import TakenOver, TakeOver, take_over

pytestmark = pytest.mark.django_db


def refused(answer: TakenOver) -> list[Verdict]:
    return [one for one in answer.verdicts if one.verdict == "refused"]


def test_all_of_a_package_is_here_afterwards_and_both_systems_say_alike(county: World) -> None:
    answer = take(county)
    assert not refused(answer)
    assert answer.counts["devices"] == {"taken": 4}
    found = compare(county)
    assert found.is_zero, (found.differences, [one for one in found.totals if not one.is_equal])
    assert_nothing_lost()


def test_what_was_lent_is_lent_and_rented_from_the_day_of_takeover(county: World) -> None:
    take(county)
    device = Device.objects.get(number="G-1")
    assert (device.state, device.purchase_ore, device.moves.get().value_ore) == ("with_person", 280_000, 120_050)
    assert device.taken_over.lent_since == date(2022, 2, 1)
    rental = Rental.objects.get(device=device)
    assert (rental.start_on, rental.payer.organisation_number, rental.unit.name) == (DAY, LULEA, "Vårdcentralen")
    order = rental.order_line.order
    assert (order.kind, order.state, order.decision, order.rule) == ("takeover_order", "delivered", None, "taken_over")
    equipment = Device.objects.get(number="G-4")
    assert (equipment.state, equipment.unit.name) == ("with_unit", "Hemvården")  # type: ignore[union-attr]
    assert Device.objects.get(number="G-3").state == "returned"
    assert Device.objects.get(number="G-2").available_since == DAY
    assert Balance.objects.get(article__number="G2").quantity == 17


def test_rent_is_charged_from_the_day_of_takeover_and_not_before(county: World) -> None:
    tables = changed("package", 1, "Övertagandedag", date(2026, 10, 20))
    take(county, tables)
    county.assignments["gun"] = _controller(county)
    close(county, "2026-10", now=date(2026, 11, 23))
    charges = Charge.objects.order_by("device__number").values_list("device__number", "first_day", "last_day", "rule", "amount_ore")
    days = (date(2026, 10, 20), date(2026, 10, 31))
    rent = 9_100 * 12 * 12 // 365  # twelve days of a twelfth of a year
    assert [(number, first, last, rule) for number, first, last, rule, _ore in charges] == [
        ("G-1", *days, "taken_over"), ("G-4", *days, "equipment"),
    ]  # fmt: skip
    assert all(abs(ore - rent) <= 100 for *_rest, ore in charges)
    assert_nothing_lost()


def _controller(county: World) -> Assignment:
    user = User.objects.create(username="gun", name="Gun", invited_at=NOW)
    return Assignment.objects.create(user=user, unit=county.units["office"], role="controller", valid_from=LONG_AGO, **GIVEN)


def test_the_same_package_again_changes_nothing(county: World) -> None:
    take(county)
    before = (Device.objects.count(), Order.objects.count(), TakenRow.objects.count(), Balance.objects.get().quantity)
    again = take(county)
    assert again.key is None
    assert {verdict for counts in again.counts.values() for verdict in counts} == {"known"}
    assert (Device.objects.count(), Order.objects.count(), TakenRow.objects.count(), Balance.objects.get().quantity) == before
    assert Takeover.objects.count() == 1


def test_a_row_that_says_something_else_the_next_time_is_refused_and_nothing_is_overwritten(county: World) -> None:
    take(county)
    with pytest.raises(Refused) as refusal:
        take(county, changed("devices", 1, "Restvärde", "1"))
    assert refusal.value.code == "takeover.rows_refused"
    answer = take(county, changed("devices", 1, "Restvärde", "1"), leave=True)
    assert refused(answer) == [Verdict("devices", 2, "refused", "", "changed_since")]
    assert Device.objects.get(number="G-1").moves.get().value_ore == 120_050


def test_a_package_with_a_refused_row_takes_nothing(county: World) -> None:
    with pytest.raises(Refused) as refusal:
        take(county, changed("holdings", 1, "Betalare", "556012-5790"))
    assert (refusal.value.code, refusal.value.params["rows"]) == ("takeover.rows_refused", 2)
    assert not Device.objects.exists()
    assert not Person.objects.exists()


def test_what_is_left_out_stands_as_differences(county: World) -> None:
    tables = changed("holdings", 1, "Betalare", "556012-5790")
    answer = take(county, tables, leave=True)
    assert refused(answer) == [
        Verdict("devices", 2, "refused", "number", "lending_refused"), Verdict("holdings", 2, "refused", "payer", "unknown_principal"),
    ]  # fmt: skip
    found = compare(county)
    assert [(one.area, one.key, one.new) for one in found.differences] == [("devices", "G-1", None)]
    assert not found.is_zero
    assert_nothing_lost()


@pytest.mark.parametrize(
    ("kind", "row", "column", "value", "field", "reason"),
    [
        ("units", 1, "Huvudman", "556012-5790", "principal", "unknown_principal"),
        ("units", 1, "HSA-id", "SE2321000132-X1", "hsa_id", "not_an_hsa_id"),
        ("units", 1, "Typ", "vårdcentral", "kind", "unknown_choice"),
        ("units", 1, "Leveransdagar", "26", "weekdays", "not_weekdays"),
        ("articles", 1, "ISO-kod", "1206", "iso_code", "not_an_iso_code"),
        ("articles", 1, "Försäljningspris", "10", "sale", "two_prices"),
        ("articles", 2, "Hyra per månad", "10", "sale", "two_prices"),
        ("articles", 1, "Artikelnummer", "1,00002E+13", "number", "digits_lost"),
        ("persons", 1, "Personnummer", "19400315-0000", "identity", "not_an_identity"),
        ("persons", 1, "Personnummer", f"{REGION}:R-12345", "birth_date", "missing"),
        ("persons", 1, "Kommunkod", "0180", "municipality", "unknown_municipality"),
        ("persons", 1, "Skyddad identitet", "kanske", "protected_identity", "not_yes_or_no"),
        ("persons", 1, "Förnamn", " ", "given_name", "missing"),
        ("devices", 2, "Anskaffningsdag", "2023-02-30", "purchased_on", "not_a_day"),
        ("devices", 2, "Anskaffningsdag", "01/02/2023", "purchased_on", "not_a_day"),
        ("devices", 2, "Anskaffningsdag", "2027-01-01", "purchased_on", "after_takeover"),
        ("devices", 2, "Anskaffningsvärde", "2.800", "purchase", "ambiguous_number"),
        ("devices", 2, "Anskaffningsvärde", "-1", "purchase", "negative"),
        ("devices", 2, "Restvärde", "2800,01", "residual", "above_purchase"),
        ("devices", 2, "Restvärde", "1,005", "residual", "ambiguous_number"),
        ("devices", 2, "Restvärde", "10,0051", "residual", "less_than_an_ore"),
        ("devices", 2, "Förråd", "?", "place", "unknown_place"),
        ("devices", 2, "Förråd", "", "place", "nowhere"),
        ("devices", 2, "Artikelnummer", "G2", "article", "counted_by_quantity"),
        ("devices", 2, "Individnummer", "N" * 21, "number", "too_long"),
        ("stock", 1, "Antal", "0", "quantity", "not_whole"),
        ("stock", 1, "Antal", "1,5", "quantity", "not_whole"),
        ("stock", 1, "Artikelnummer", "G1", "article", "marked_one_by_one"),
        ("orders", 3, "Artikelnummer", "G9", "article", "unknown_article"),
        ("orders", 2, "Betalare", LULEA, "order", "order_of_two"),
    ],
)  # fmt: skip
def test_each_row_that_cannot_be_taken_says_field_and_reason(
    county: World, kind: str, row: int, column: str, value: str, field: str, reason: str
) -> None:
    answer = take(county, changed(kind, row, column, value), leave=True)
    assert Verdict(kind, row + 1, "refused", field, reason) in answer.verdicts
    assert_nothing_lost()


def test_a_unit_of_another_county_is_nobodys_here(county: World) -> None:
    other = County.objects.create(code="24", name="Annat län")
    stranger = Principal.objects.create(county=other, kind="region", name="Annan region", organisation_number="232100-0222")
    cost = CostCentre.objects.create(principal=stranger, code="1", name="1")
    Unit.objects.create(
        principal=stranger, centre=county.centre, cost_centre=cost, kind="hospital", name="Annat sjukhus", hsa_id="SE2321000131-X1"
    )
    answer = take(county, leave=True)
    assert Verdict("units", 2, "refused", "hsa_id", "of_another_county") in answer.verdicts
    assert Verdict("holdings", 2, "refused", "unit", "unknown_unit") in answer.verdicts


def test_the_same_thing_twice_in_a_file_is_taken_once(county: World) -> None:
    answer = take(county, with_rows("devices", (" g-2", "G1", "2023-03-01", "1", "", "GC", "", "")), leave=True)
    assert refused(answer) == [Verdict("devices", 6, "refused", "", "twice")]
    written_otherwise = f"{ASTA[2:8]}-{ASTA[8:]}"
    answer = take(county, with_rows("persons", (written_otherwise, "Asta", "Ask", "2580", "nej")))
    assert answer.counts["persons"] == {"known": 3}, "ten digits or twelve, it is the same person"


def test_a_missing_column_is_said_once(county: World) -> None:
    tables = {**SMALL, "devices": [row[1:] for row in SMALL["devices"]]}
    answer = take(county, tables, leave=True)
    assert Verdict("devices", 1, "refused", "number", "no_column") in answer.verdicts
    assert Verdict("holdings", 2, "refused", "device", "unknown_device") in answer.verdicts


def test_extra_columns_blank_rows_and_headings_that_come_again_do_no_harm(county: World) -> None:
    tables = {kind: [(*row, "åäö\u200b") for row in rows] for kind, rows in SMALL.items()}
    tables["devices"] = [("Uttag", "2026"), (), *tables["devices"], (), tables["devices"][0]]
    answer = take(county, tables)
    assert answer.counts["devices"] == {"taken": 4}
    assert compare(county, tables).is_zero


def test_who_is_taken_over_is_registered_and_logged_and_no_unit_may_read_about_her_yet(county: World) -> None:
    take(county)
    assert Person.objects.get(family_name="Cedergren").protected_identity
    assert not CareRelation.objects.exists()
    logged = AccessEntry.objects.filter(action="person.registered", ground="takeover").values_list("person_key", flat=True)
    assert set(logged) == set(Person.objects.values_list("key", flat=True))
    take(county)
    assert AccessEntry.objects.filter(action="person.searched", ground="takeover").count() == 2


def test_only_who_may_takes_over(world: World) -> None:
    for name in ("eva", "siv", "inga", "gun"):
        with pytest.raises(NotAllowed):
            world.run(take_over, TakeOver(package(SMALL)), name)


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 10, 31)])
def test_a_day_that_has_not_come_or_is_closed_is_refused(county: World, day: date) -> None:
    Month.objects.create(centre=county.centre, first_day=date(2026, 10, 1), closed_at=NOW, closed_by="user:1")
    with pytest.raises(Refused) as refusal:
        take(county, changed("package", 1, "Övertagandedag", day))
    assert refusal.value.code in {"stock.day_in_future", "billing.month_closed"}


def test_what_cannot_be_written_leaves_nothing(county: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last thing that is written fails: of all before it nothing is left."""

    def fail(*_args: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("handtag.apps.takeover.store.add_rows", fail)
    with pytest.raises(OSError, match="full"):
        take(county)
    assert not Device.objects.exists()
    assert not Person.objects.exists()
    assert not Order.objects.exists()
    monkeypatch.undo()
    assert take(county).key, "and the order numbers go on without a gap"
    assert_nothing_lost()


def test_a_whole_county_moves_into_an_empty_one(db: None) -> None:
    point = transaction.savepoint()
    world = make_world()
    lend(world, "D1001", "D2001", on=date(2026, 11, 2))
    lend(world, "D4001", on=date(2026, 11, 3), person="bror")
    lend(world, "D1003", on=date(2026, 11, 4))
    take_back(world, "D1003", date(2026, 11, 20))
    allocated_order(world, "D1002", pieces={"tray": 2})
    tables = exported(world)
    transaction.savepoint_rollback(point)
    assert not Device.objects.exists()
    county = empty_county()
    answer = take(county, tables)
    assert not refused(answer)
    assert answer.counts["holdings"] == {"taken": 3}
    found = compare(county, tables)
    assert found.is_zero, (found.differences, [one for one in found.totals if not one.is_equal])
    assert_nothing_lost()
