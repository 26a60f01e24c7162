"""A block hides from everyone it should, through every list and page that names the person; the rows and the rule agree."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from tests.support.lending import lend
from tests.support.pages import signed_in
from tests.support.world import LONG_AGO, NOW, TODAY, World

from handtag.apps.orders import queries as orders
from handtag.apps.orders.models import Order
from handtag.apps.people.models import CareRelation
from handtag.apps.people.queries_secrecy import doors_of
from handtag.apps.people.secrecy import Block, Consent, hidden_from
from handtag.domain.secrecy import Answer, Place, Wall, answer_for
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.people.block_records import BlockRecords, block_records


@pytest.fixture
def desk(world: World) -> World:
    """The desk handles cases of Asta's, who has a device from the hospital and one from Luleå."""
    lend(world, "D1001", on=TODAY - timedelta(days=20), person="asta", unit="hospital")
    lend(world, "D1002", on=TODAY - timedelta(days=10), person="asta", unit="lulea_care")
    CareRelation.objects.create(
        person=world.persons["asta"], unit=world.units["store"], ground="order_case", stated_by="user:0",
        valid_from=LONG_AGO, recorded_at=NOW,
    )  # fmt: skip
    return world


def block(world: World, name: str, *, whole_provider: bool) -> int:
    return world.run(block_records, BlockRecords(world.key("asta"), whole_provider=whole_provider, asked_by="person"), name)


def seen(world: World, name: str) -> tuple[set[str], set[str], set[str]]:
    """Units whose orders name Asta, units whose orders stand under her name, and her devices."""
    viewer = replace(world.viewer(name), at=NOW)
    named = {order.unit.name for order in orders.orders_for_list(viewer, TODAY) if order.person_is_open}
    hers = orders.orders_for_list(viewer, TODAY, orders.OrderFilter(person_key=world.key("asta")))
    devices = {device.number for device in orders.devices_with_person(viewer, world.key("asta"), TODAY)}
    return named, {order.unit.name for order in hers}, devices


@pytest.mark.law("PDL 4 kap. 4 §")
def test_the_centre_handles_the_goods_and_is_not_told_whose_they_are(desk: World) -> None:
    both = {"Hospital", "Lulea care"}
    assert seen(desk, "eva") == (both, both, {"D1001", "D1002"})
    block(desk, "bo", whole_provider=False)
    assert seen(desk, "eva") == ({"Lulea care"}, {"Lulea care"}, {"D1002"})
    block(desk, "cilla", whole_provider=True)
    assert seen(desk, "eva") == (set(), set(), set())
    assert {order.unit.name for order in orders.orders_for_list(desk.viewer("eva"), TODAY)} == both
    with pytest.raises(NotFound):
        orders.device_to_collect(desk.viewer("eva"), "D1001")
    assert doors_of(desk.viewer("eva"), desk.key("asta")).is_blocked


@pytest.mark.law("PDL 4 kap. 4 §")
def test_through_the_pages_of_the_centre_too(desk: World) -> None:
    block(desk, "bo", whole_provider=False)
    block(desk, "cilla", whole_provider=True)
    client = signed_in(desk, "eva")
    texts = [client.get(path).content.decode() for path in ("/", "/bestallningar/?visa=all", "/bestallningar/?visa=all&q=rollator")]
    texts += [client.get(f"/bestallningar/{number}/").content.decode() for number in Order.objects.values_list("number", flat=True)]
    assert [text for text in texts if "Asta" in text] == []
    person = client.get(f"/personer/{desk.key('asta')}/").content.decode()
    assert "D1001" not in person
    assert "D1002" not in person


def test_the_unit_itself_and_its_care_provider_go_on_as_before(desk: World) -> None:
    before = seen(desk, "cilla")
    block(desk, "cilla", whole_provider=True)
    block(desk, "bo", whole_provider=False)
    assert seen(desk, "cilla") == before == ({"Lulea care"}, {"Lulea care"}, {"D1002"})


def test_a_block_is_set_once(desk: World) -> None:
    block(desk, "bo", whole_provider=False)
    block(desk, "bo", whole_provider=True)
    with pytest.raises(Refused, match="blocked_already"):
        block(desk, "bo", whole_provider=False)
    assert Block.objects.count() == 2


@pytest.mark.law("Lag 2022:913 children and those who cannot consent")
def test_a_guardian_does_not_block_a_childs_records(world: World) -> None:
    with pytest.raises(Refused, match="guardian"):
        world.run(block_records, BlockRecords(world.key("cia"), whole_provider=False, asked_by="representative"), "boel")
    assert not Block.objects.exists()


@pytest.mark.law("Lag 2022:913 joining")
@pytest.mark.parametrize("consented", [True, False])
def test_rows_in_bulk_and_the_rule_for_one_say_the_same(desk: World, *, consented: bool) -> None:
    """Every reader × every set of blocks: what the query hides is what the domain calls blocked."""
    places = {"hospital": "bo", "lulea_care": "cilla"}
    readers = ("anna", "bo", "cilla", "eva", "dag")
    if consented:
        Consent.objects.create(
            person=desk.persons["asta"], principal=desk.region, unit=desk.units["hospital"], kind="blocked", given_by="person",
            asked_by="user:0", valid_from=LONG_AGO, valid_to=TODAY, recorded_at=NOW,
        )  # fmt: skip
    for unit, whole in product(places, (False, True)):
        block(desk, places[unit], whole_provider=whole)
        walls = [Wall(*row) for row in Block.objects.values_list("principal_id", "unit_id")]
        for name in readers:
            viewer = desk.viewer(name)
            rule = hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id")
            hidden = set(Order.objects.filter(rule).values_list("unit__name", flat=True))
            reader = Place(viewer.unit_id, viewer.principal_id)
            consents = {"blocked"} if consented and viewer.principal_id == desk.region.pk else set()
            said = {
                desk.units[origin].name
                for origin in places
                if answer_for(reader, Place(desk.units[origin].pk, desk.units[origin].principal_id), walls, consents=consents)
                is Answer.BLOCKED
            }
            assert hidden == said, (name, walls)
