from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.support import lending, register
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.orders import queries as orders
from handtag.apps.people import checks, store
from handtag.apps.people.identity import Merge
from handtag.apps.people.models import CareRelation, Person
from handtag.apps.people.queries import identity_number, person_for_page
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.records.merge_persons import merge_persons

pytestmark = pytest.mark.django_db


def test_every_lookup_of_the_record_that_was_merged_away_leads_to_the_kept_one(world: World) -> None:
    register.merged(world)
    number = PersonNumber.parse(world.number("asta"), today=world.today)
    found = store.person_by_number(number)
    assert found is not None
    assert found.key == store.person_by_key(world.key("asta")).key == world.key("bror")
    anna = world.viewer("anna")
    assert person_for_page(anna, world.key("asta")).key == world.key("bror")
    assert identity_number(anna, world.key("asta")) == world.number("bror")


def test_loans_orders_and_prescriptions_follow_and_no_ledger_is_rewritten(world: World) -> None:
    order = lending.lend(world, "D1001", on=date(2026, 11, 11), person="asta", unit="health_centre")
    before = (list(Move.objects.values()), list(Device.objects.values()), list(Person.objects.values("pk", "family_name")))
    register.merged(world)
    anna, kept = world.viewer("anna"), world.key("bror")
    assert [device.number for device in orders.devices_with_person(anna, kept, world.today)] == ["D1001"]
    assert [one.number for one in orders.orders_for_list(anna, world.today, orders.OrderFilter(person_key=kept))] == [order.number]
    assert list(prescriptions.prescriptions_of_person(anna, world.today, kept)) == [order.prescription]
    assert (list(Move.objects.values()), list(Device.objects.values()), list(Person.objects.values("pk", "family_name"))) == before


def test_a_relation_to_either_record_opens_the_person_and_no_relation_opens_neither(world: World) -> None:
    """cilla cares for Asta alone, dag for neither."""
    assert not Person.objects.visible_to(world.viewer("cilla")).filter(key=world.key("bror")).exists()
    register.merged(world)
    assert person_for_page(world.viewer("cilla"), world.key("bror")).key == world.key("bror")
    with pytest.raises(NotFound):
        person_for_page(world.viewer("dag"), world.key("asta"))


@pytest.mark.law("PDL 4 kap. 4 §")
def test_a_block_on_one_record_hides_what_the_same_unit_wrote_on_the_other(world: World) -> None:
    order = lending.lend(world, "D1001", on=date(2026, 11, 11), person="asta", unit="hospital")
    eva, chosen = world.viewer("eva"), orders.OrderFilter(person_key=world.key("bror"))
    world.run(block_records, BlockRecords(world.key("bror"), whole_provider=False, asked_by="person"), "bo")
    register.two(world)
    assert orders.order_for_page(eva, order.number, world.today).person_is_open
    register.merged(world)
    assert list(orders.orders_for_list(eva, world.today, chosen)) == []
    assert not orders.order_for_page(eva, order.number, world.today).person_is_open


def test_the_extract_of_the_register_holds_both_records(world: World) -> None:
    register.merged(world, kept="dagny", other="asta")
    told = register.sections(register.opened(world, register.extract(world, "asta")))
    assert {row[1] for row in told["person"].rows} == {"Ask", "Dahl"}
    assert {str(row[1]) for row in told["identities"].rows} == {world.number("asta"), world.number("dagny")}


def test_it_is_logged_on_both_records_without_the_reason(world: World) -> None:
    key = register.merged(world)
    rows = AuditEntry.objects.filter(action="records.persons_merged")
    assert {row.target for row in rows} == {f"person:{world.key(name)}" for name in ("asta", "bror")}
    assert "pass" not in str([row.details for row in rows])
    assert Merge.objects.get(key=key).reason == "Samma pass"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"confirmed": False}, "records.not_confirmed"),
        ({"reason": " "}, "records.merge_reason"),
    ],
)
def test_without_confirmation_or_reason_nothing_is_joined(world: World, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        world.run(merge_persons, replace(register.two(world), **change), "eva")
    assert not Merge.objects.exists()


def test_both_must_be_visible_to_who_joins_them(world: World) -> None:
    data = register.two(world)
    with pytest.raises(NotFound):
        world.run(merge_persons, replace(data, merged_key=world.key("hilda")), "eva")
    assert not Merge.objects.exists()


def test_a_record_leads_one_way_only(world: World) -> None:
    register.merged(world)
    for kept, other, code in (("asta", "cia", "merged_already"), ("cia", "asta", "merged_already"), ("cia", "bror", "holds_others")):
        with pytest.raises(Refused, match=code):
            register.merged(world, kept, other)
    with pytest.raises(Refused, match="same_record"):
        register.merged(world, "cia", "cia")
    register.merged(world, "bror", "cia")  # a third record of the same person
    assert store.person_by_key(world.key("cia")).key == world.key("bror")
    assert list(checks.merges_that_lead_astray()) == []


def test_the_database_itself_refuses_a_record_that_leads_two_ways(world: World) -> None:
    register.merged(world)
    again: dict[str, Any] = {"unit": world.units["store"], "reason": "x", "merged_by": "user:0", "merged_at": world.now}
    with pytest.raises(DatabaseError), transaction.atomic():
        Merge.objects.create(key=world.key("cia"), kept=world.persons["cia"], merged=world.persons["asta"], **again)
    with pytest.raises(DatabaseError), transaction.atomic():
        Merge.objects.create(key=world.key("cia"), kept=world.persons["cia"], merged=world.persons["cia"], **again)


@pytest.mark.law("OSL 22 kap. 1 §")
def test_a_protected_record_is_not_joined_with_an_open_one(world: World) -> None:
    with pytest.raises(Refused, match="protection_differs"):
        register.merged(world, "frida", "asta")
    assert CareRelation.objects.filter(unit=world.units["store"]).count() == 2
