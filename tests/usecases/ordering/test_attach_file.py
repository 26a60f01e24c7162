"""What is sent with an order is what its content says, small enough, and kept so that nobody reads it in the database."""

from base64 import b64encode
from dataclasses import replace

import pytest
from django.db import connection
from tests.support.articles import png
from tests.support.attaching import attached, drawing
from tests.support.prescribing import ordered
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.orders.attachments import Attachment
from handtag.apps.orders.models import Message
from handtag.domain.ordering import LARGEST_ATTACHMENT, MOST_ATTACHMENTS
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.attach_file import attach_file
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def test_a_photo_is_kept_without_what_it_tells_of_who_took_it(world: World) -> None:
    order = ordered(world)
    told = png(told=b"Author\0Kim")
    assert b"Kim" in told
    world.run(attach_file, drawing(order, told), "anna")
    kept = Attachment.objects.get()
    assert (bytes(kept.content), kept.media_type, kept.size, kept.order) == (png(), "image/png", len(png()), order)
    assert AuditEntry.objects.get(action="ordering.attached").target == f"order:{order.number}"


@pytest.mark.law("GDPR art. 32")
def test_the_file_is_encrypted_at_rest(world: World) -> None:
    world.run(attach_file, drawing(ordered(world), PDF), "anna")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM orders_attachment")
        stored = bytes(cursor.fetchone()[0])
    assert b"PDF" not in stored
    assert bytes(Attachment.objects.get().content) == PDF


def test_the_orderer_is_told_of_what_others_send(world: World) -> None:
    order = ordered(world)
    attached(world, order)
    assert not Message.objects.exists()
    attached(world, order, by="eva")
    assert [(told.to, told.code) for told in Message.objects.all()] == [(order.placed_by, "attached")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "ordering.title_missing"),
        ({"content": "inte base64"}, "files.unknown_type"),
        ({"content": b64encode(b"<svg onload=alert(1)>").decode()}, "files.unknown_type"),
        ({"content": b64encode(PDF.replace(b"<< >>", b"<< /JavaScript 2 0 R >>")).decode()}, "files.runs_something"),
        ({"content": b64encode(PDF.replace(b"<< >>", b" " * LARGEST_ATTACHMENT)).decode()}, "files.too_large"),
    ],
)
def test_anything_else_is_refused(world: World, changes: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(attach_file, replace(drawing(ordered(world)), **changes), "anna")
    assert refusal.value.code == code
    assert not Attachment.objects.exists()


def test_an_order_has_so_many_files_and_no_more(world: World) -> None:
    order = ordered(world)
    for _time in range(MOST_ATTACHMENTS):
        attached(world, order)
    with pytest.raises(Refused, match=r"ordering\.too_many_files"):
        attached(world, order)


def test_nothing_is_sent_with_a_cancelled_order(world: World) -> None:
    order = ordered(world)
    world.run(cancel_order, CancelOrder(order.number, "need_changed"), "anna")
    with pytest.raises(Refused, match=r"ordering\.order_is_cancelled"):
        attached(world, order)


def test_another_units_order_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        attached(world, ordered(world), by="cilla")


def test_the_store_sends_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        attached(world, ordered(world), by="filip")
