"""The principal takes a right back."""

from datetime import timedelta

import pytest
from tests.support.prescribing import chosen, ordered, prescription, started
from tests.support.rights import withdrawn
from tests.support.world import NOW, World

from handtag.apps.orders.models import Order
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.ordering.start_standing import StartStanding, start_standing
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription
from handtag.usecases.rights.withdraw_right import WithdrawRight, withdraw_right

AFTER, SOON = NOW + timedelta(minutes=1), NOW + timedelta(minutes=5)


@pytest.mark.law("HSLF-FS 2021:52 competence")
def test_a_withdrawn_right_begins_chooses_and_orders_nothing_from_that_moment(world: World) -> None:
    before = ordered(world)
    key, begun = chosen(world), started(world)
    withdrawn(world, now=AFTER)
    begin = StartPrescription(world.key("bror"), "Faller", "Kan gå ut", 2)
    for attempt in (
        lambda: world.run(start_prescription, begin, "anna", now=SOON),
        lambda: world.run(choose_article, ChooseArticle(begun, "10001"), "anna", now=SOON),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "rights.withdrawn"
        assert "Kursen är inte förnyad" in sentence(refusal.value)
    for by in ("anna", "nils"):  # nobody else orders on it either
        with pytest.raises(Refused, match=r"rights\.lost_since"):
            world.run(place_order, PlaceOrder(key, world.points["health_centre"].pk), by, now=SOON)
    assert Order.objects.get() == before
    assert prescription(begun).state == "started"


def test_no_standing_prescription_begins_on_a_withdrawn_right(world: World) -> None:
    key = chosen(world, "catheter", by="nils")
    withdrawn(world, "nils", now=AFTER)
    data = StartStanding(key, world.points["health_centre"].pk, 90, 30, world.today + timedelta(days=90))
    with pytest.raises(Refused, match=r"rights\.lost_since"):
        world.run(start_standing, data, "nils", now=SOON)


def test_a_part_of_the_right_may_be_withdrawn(world: World) -> None:
    withdrawn(world, iso_prefix="1222")
    chosen(world, "rollator")
    with pytest.raises(Refused, match=r"rights\.withdrawn"):
        chosen(world, "wheelchair")


def test_it_says_why_and_is_done_once_by_the_own_principal(world: World) -> None:
    who = world.assignments["anna"].pk
    for code, data in (
        ("rights.unknown_reason", WithdrawRight(who, "tired", "Ord")),
        ("rights.words_missing", WithdrawRight(who, "own_wish", " ")),
        ("rights.bad_prefix", WithdrawRight(who, "own_wish", "Ord", "1")),
    ):
        with pytest.raises(Refused) as refusal:
            world.run(withdraw_right, data, "rakel")
        assert refusal.value.code == code
    with pytest.raises(NotFound):
        world.run(withdraw_right, WithdrawRight(who, "own_wish", "Ord"), "karin")
    withdrawn(world)
    with pytest.raises(Refused, match=r"rights\.withdrawn_already"):
        withdrawn(world)
