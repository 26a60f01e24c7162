"""What was attached by mistake is hidden, and who hid it is known."""

import pytest
from tests.support.attaching import attached
from tests.support.prescribing import ordered
from tests.support.world import World

from handtag.apps.orders.attachments import Attachment
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.ordering.remove_attachment import RemoveAttachment, remove_attachment


def test_it_is_hidden_and_kept(world: World) -> None:
    order = ordered(world)
    pk = attached(world, order)
    world.run(remove_attachment, RemoveAttachment(order.number, pk), "eva")
    kept = Attachment.objects.get()
    assert (kept.removed_by, kept.removed_at, bool(kept.content)) == (world.viewer("eva").code, world.now, True)
    with pytest.raises(NotFound):
        world.run(remove_attachment, RemoveAttachment(order.number, pk), "eva")


def test_one_of_another_order_is_not_found(world: World) -> None:
    order, other = ordered(world), ordered(world, "wheelchair")
    pk = attached(world, other)
    with pytest.raises(NotFound):
        world.run(remove_attachment, RemoveAttachment(order.number, pk), "anna")
    assert Attachment.objects.get().removed_at is None


def test_the_store_removes_nothing(world: World) -> None:
    order = ordered(world)
    pk = attached(world, order)
    with pytest.raises(NotAllowed):
        world.run(remove_attachment, RemoveAttachment(order.number, pk), "filip")
