"""An order for a person that is begun, left and resumed."""

import pytest
from tests.support.prescribing import chosen, started
from tests.support.world import World

from handtag.apps.orders.models import Draft, Order
from handtag.apps.orders.queries_sheets import draft_of
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.ordering.save_draft import SaveDraft, save_draft
from handtag.usecases.promising import Accessory


def test_a_draft_holds_what_was_typed_and_promises_nothing(world: World) -> None:
    key = chosen(world)
    world.run(save_draft, SaveDraft(key, None, (Accessory("10010", 2),), " Port 3 ", together=True), "anna")
    world.run(save_draft, SaveDraft(key, world.points["health_centre"].pk, (Accessory("10010", 3),), "Port 3"), "anna")
    draft = draft_of(world.viewer("nils"), key)  # whoever goes on with it at the unit
    assert draft is not None
    assert draft.wanted["accessories"] == {"10010": 3}
    assert draft.wanted["note"] == "Port 3"
    assert not Order.objects.exists()
    assert draft_of(world.viewer("bo"), key) is None


def test_a_placed_order_leaves_no_draft(world: World) -> None:
    key = chosen(world)
    point = world.points["health_centre"].pk
    world.run(save_draft, SaveDraft(key, point), "anna")
    world.run(place_order, PlaceOrder(key, point), "anna")
    assert not Draft.objects.exists()


def test_before_an_article_is_chosen_there_is_nothing_to_keep(world: World) -> None:
    with pytest.raises(Refused, match="no_decision"):
        world.run(save_draft, SaveDraft(started(world), None), "anna")


def test_only_who_orders_at_the_unit_keeps_a_draft(world: World) -> None:
    key = chosen(world)
    with pytest.raises(NotFound):
        world.run(save_draft, SaveDraft(key, None), "bo")
    with pytest.raises(NotAllowed):
        world.run(save_draft, SaveDraft(key, None), "asa")
