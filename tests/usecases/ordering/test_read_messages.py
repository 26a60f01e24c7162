"""Messages about orders are read by whoever they were sent to."""

from tests.support.prescribing import lend, ordered
from tests.support.world import NOW, World

from handtag.apps.orders import queries
from handtag.apps.orders.models import Message
from handtag.usecases.news import NEWS, news
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.read_messages import ReadMessages, read_messages


def told(world: World) -> Message:
    placed = ordered(world)
    world.run(cancel_order, CancelOrder(placed.number, "need_changed"), "eva")
    return Message.objects.get()


def test_a_message_is_unread_until_its_reader_has_read_it(world: World) -> None:
    message = told(world)
    anna = world.viewer("anna")
    assert queries.unread_count(anna) == 1
    assert world.run(read_messages, ReadMessages((message.pk,)), "anna") == 1
    assert (queries.unread_count(anna), world.fresh(message).read_at) == (0, NOW)
    assert world.run(read_messages, ReadMessages((message.pk,)), "anna") == 0


def test_nobody_reads_or_sees_what_was_said_to_another(world: World) -> None:
    message = told(world)
    for name in ("nils", "maj", "eva", "bo"):
        assert list(queries.messages_to(world.viewer(name))) == []
        assert world.run(read_messages, ReadMessages((message.pk,)), name) == 0
    assert world.fresh(message).read_at is None


def test_the_orderer_follows_the_goods_to_the_door(world: World) -> None:
    placed = ordered(world)
    lend(world, placed)
    codes = list(Message.objects.order_by("pk").values_list("code", flat=True))
    assert codes == ["sent", "delivered"]


def test_every_message_that_is_sent_has_a_sentence_and_what_it_asks_for(world: World) -> None:
    lend(world, ordered(world))
    world.run(cancel_order, CancelOrder(ordered(world, person="asta").number, "too_late"), "eva")
    assert Message.objects.count() == 3
    for message in Message.objects.all():
        assert message.code in NEWS
        assert "%(" not in news(message.code, message.params)
