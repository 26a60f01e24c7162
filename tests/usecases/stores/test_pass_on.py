"""A person keeps the device when another centre takes over: owner, payer and rent change on one day, with what is left of the value."""

from dataclasses import astuple
from datetime import date, timedelta

import pytest
from tests.support.centres import changes_at, lent_to_a_child
from tests.support.lending import at
from tests.support.stores import device
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Unit
from handtag.apps.people.models import Person
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Move
from handtag.apps.stores.models import CentreDeal
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.usecases.stores.list_passings import ListPassings, Passings, list_passings
from handtag.usecases.stores.pass_on import PassOn, pass_on
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray

BIRTHDAY = date(2027, 1, 1)
LATER = date(2027, 1, 4)


def listed(world: World, on: date, by: str = "eva") -> Passings:
    return world.run(list_passings, ListPassings(), by, now=at(on))


def test_it_is_listed_from_the_day_the_holder_reaches_the_age(world: World) -> None:
    number = lent_to_a_child(world)
    assert listed(world, BIRTHDAY - timedelta(days=1)) == Passings(10, ())
    found = listed(world, BIRTHDAY)
    (row,) = found.rows
    assert (row.device_number, row.since, row.payer, row.centre, row.why_not) == (
        number, BIRTHDAY, "Piteå kommun", "Kommunernas central", "",
    )  # fmt: skip
    assert row.value_ore == 280_000 * (84 - 12) // 84
    assert "Cia" not in str(astuple(found))
    read = AccessEntry.objects.filter(action="person.holding_listed").values_list("person_key", "ground")
    assert set(read) == {(world.key("cia"), "order_case")}


def test_the_holder_keeps_it_and_owner_payer_and_rent_change_on_the_day(world: World) -> None:
    number = lent_to_a_child(world)
    world.run(pass_on, PassOn(number), "eva", now=at(LATER))
    found = device(number)
    assert (found.state, found.person, found.centre.name, found.article) == (
        "with_person", world.persons["cia"], "Kommunernas central", world.articles["their_rollator"],
    )  # fmt: skip
    before, after = Rental.objects.filter(device=found).order_by("pk")
    assert (before.centre, before.end_on) == (world.centre, LATER - timedelta(days=1))
    assert (after.centre, after.payer, after.start_on, after.end_on) == (found.centre, world.principals["pitea"], LATER, None)
    assert after.decision.rule == "older"
    assert after.order_line.order.number == "1"
    deal, move = CentreDeal.objects.get(), Move.objects.get(kind="changed_owner")
    assert (deal.seller, deal.buyer, deal.move, deal.amount_ore, deal.rule) == (
        world.centre, found.centre, move, move.value_ore, "residual_value",
    )  # fmt: skip
    assert (move.person, move.payer) == (world.persons["cia"], world.principals["pitea"])
    assert listed(world, LATER).rows == ()
    with pytest.raises(NotFound):
        world.run(pass_on, PassOn(number), "eva", now=at(LATER))


def test_it_comes_back_to_the_new_owner_and_its_rent_ends_there(world: World) -> None:
    number = lent_to_a_child(world)
    world.run(pass_on, PassOn(number), "eva", now=at(LATER))
    world.run(return_device, ReturnDevice(number, "X", date(2027, 2, 1)), "nora", now=at(date(2027, 2, 1)))
    assert Rental.objects.order_by("-pk")[0].end_on == date(2027, 2, 1)


def test_who_brings_it_to_the_old_centre_ends_the_new_ones_rent(world: World) -> None:
    number = lent_to_a_child(world)
    world.run(pass_on, PassOn(number), "eva", now=at(LATER))
    world.run(take_in_stray, TakeInStray(number, "C", date(2027, 2, 1)), "filip", now=at(date(2027, 2, 1)))
    assert Rental.objects.order_by("-pk")[0].end_on == date(2027, 2, 1)
    assert (device(number).location, device(number).centre.name) == (world.locations["C"], "Kommunernas central")


def test_before_the_day_and_without_an_age_nothing_is_passed_on(world: World) -> None:
    number = lent_to_a_child(world)
    with pytest.raises(NotFound, match="nothing_to_pass_on"):
        world.run(pass_on, PassOn(number), "eva", now=at(BIRTHDAY - timedelta(days=1)))
    with pytest.raises(NotFound, match="nothing_to_pass_on"):
        world.run(pass_on, PassOn("D2001"), "eva", now=at(LATER))


def test_what_came_on_the_day_or_later_was_decided_with_that_age(world: World) -> None:
    lent_to_a_child(world)
    Person.objects.filter(pk=world.persons["cia"].pk).update(birth_date=date(2016, 11, 23))
    assert listed(world, LATER) == Passings(10, ())
    Person.objects.filter(pk=world.persons["cia"].pk).update(birth_date=date(2016, 11, 24))
    assert len(listed(world, LATER).rows) == 1


def test_an_agreement_that_sets_no_age_moves_nothing(world: World) -> None:
    changes_at(None)
    assert listed(world, LATER) == Passings(None, ())


def test_what_the_other_centre_cannot_take_is_listed_with_the_reason_and_refused(world: World) -> None:
    number = lent_to_a_child(world)
    Article.objects.filter(pk=world.articles["their_rollator"].pk).update(gtin="")
    (row,) = listed(world, LATER).rows
    assert "GTIN" in row.why_not
    with pytest.raises(Refused, match="no_counterpart"):
        world.run(pass_on, PassOn(number), "eva", now=at(LATER))
    assert device(number).centre == world.centre


def test_where_several_centres_serve_the_payer_none_is_chosen(world: World) -> None:
    number = lent_to_a_child(world)
    Unit.objects.filter(pk=world.units["pitea_care"].pk).update(centre=world.centre)
    Unit.objects.create(
        principal=world.principals["pitea"], centre=device("D8001").centre, cost_centre=world.units["pitea_care"].cost_centre,
        kind="municipal_care", name="Piteå två", hsa_id="SE2120002742-U801",
    )  # fmt: skip
    with pytest.raises(Refused, match="no_centre_answers"):
        world.run(pass_on, PassOn(number), "eva", now=at(LATER))


def test_only_the_owners_desk_passes_it_on(world: World) -> None:
    number = lent_to_a_child(world)
    assert listed(world, LATER, "nadja").rows == ()
    with pytest.raises(NotFound, match="no_such_device"):
        world.run(pass_on, PassOn(number), "nadja", now=at(LATER))
    for case, data in ((pass_on, PassOn(number)), (list_passings, ListPassings())):
        with pytest.raises(NotAllowed):
            world.run(case, data, "filip", now=at(LATER))
