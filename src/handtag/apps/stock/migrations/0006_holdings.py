"""What is where now and was when, worked out once from the moves that are there."""

from itertools import groupby
from typing import Any

from django.db import migrations
from django.db.models import Sum

from handtag.domain.stock import Moved, stays

CHUNK = 2000


def tell_of_devices(apps: Any, editor: Any) -> None:
    """A chain that is broken has no places; it is found by `handtag verify`."""
    holdings = apps.get_model("stock", "Holding").objects.using(editor.connection.alias)
    moves = apps.get_model("stock", "Move").objects.using(editor.connection.alias)
    waiting: list[Any] = []
    for _, chain in groupby(moves.select_related("device").order_by("device_id", "pk").iterator(CHUNK), lambda move: move.device_id):
        waiting += list(holdings_of(holdings.model, list(chain)))
        if len(waiting) >= CHUNK:
            holdings.bulk_create(waiting)
            waiting = []
    holdings.bulk_create(waiting)


def holdings_of(model: Any, chain: list[Any]) -> Any:
    moved = [Moved(m.kind, m.from_state, m.to_state, m.to_location_id, m.to_bin, m.person_id, m.moved_on) for m in chain]
    try:
        found = stays(moved)
    except ValueError:
        return
    for stay in found:
        yield model(
            device_id=chain[0].device_id, article_id=chain[0].device.article_id, place=stay.place.kind, location_id=stay.place.location,
            bin=stay.place.bin, person_id=stay.place.person, since=stay.since, until=stay.until, began_by=chain[stay.began_at],
            ended_by=None if stay.ended_at is None else chain[stay.ended_at],
        )  # fmt: skip


def tell_of_pieces(apps: Any, editor: Any) -> None:
    held = apps.get_model("stock", "PiecesHeld").objects.using(editor.connection.alias)
    rows = apps.get_model("stock", "CountedMove").objects.using(editor.connection.alias)
    sums = rows.order_by().values_list("article_id", "location_id").annotate(pieces=Sum("quantity"))
    held.bulk_create(
        held.model(article_id=article, location_id=location, place="store", quantity=pieces)
        for article, location, pieces in sums
        if pieces > 0
    )


class Migration(migrations.Migration):
    dependencies = [("stock", "0005_device_ledger")]

    operations = [
        migrations.RunPython(tell_of_devices, migrations.RunPython.noop),
        migrations.RunPython(tell_of_pieces, migrations.RunPython.noop),
    ]
