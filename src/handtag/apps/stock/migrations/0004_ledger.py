"""Serial numbers are kept in one way of writing, and the databases themselves refuse a move that does not follow the one before it."""

from typing import Any

from django.db import migrations

from handtag.db.guard import Guard
from handtag.domain.stock import plain_number

# Every kind of move from every state it is legal from; a test compares the databases with the rules, so that the two stay the same.
LEGAL = (
    "received::in_stock", "reserved:in_stock:reserved", "released:reserved:in_stock", "released:picked:in_stock", "picked:reserved:picked",
    "sent:picked:in_transit", "delivered:in_transit:with_person", "returned:with_person:returned", "inspected:returned:inspected",
    "rejected:returned:returned", "reconditioned:inspected:in_stock", "moved:in_stock:in_stock", "moved:returned:returned",
    "moved:inspected:inspected", "decommissioned:in_stock:decommissioned", "decommissioned:returned:decommissioned",
    "decommissioned:inspected:decommissioned", "lost:in_stock:lost", "lost:returned:lost", "lost:inspected:lost",
)  # fmt: skip
BEFORE = "(SELECT earlier.{column} FROM stock_move AS earlier WHERE earlier.device_id = NEW.device_id ORDER BY earlier.id DESC LIMIT 1)"
STATE, DAY = BEFORE.format(column="to_state"), BEFORE.format(column="moved_on")


def write_serial_numbers_in_one_way(apps: Any, editor: Any) -> None:
    """One that would read as another's of the same article is left as it is, and found by `handtag verify`."""
    devices = apps.get_model("stock", "Device").objects.using(editor.connection.alias)
    for device in devices.exclude(serial_number="").order_by("pk").only("serial_number", "article_id"):
        plain = plain_number(device.serial_number)
        alike = devices.filter(article_id=device.article_id, serial_number=plain)
        if plain != device.serial_number and not alike.exists():
            devices.filter(pk=device.pk).update(serial_number=plain)


class Migration(migrations.Migration):
    dependencies = [("stock", "0003_move_to_bin")]

    operations = [
        migrations.RunPython(write_serial_numbers_in_one_way, migrations.RunPython.noop),
        Guard(
            "Move",
            name="move_follows_the_last",
            event="INSERT",
            when="NEW.kind || ':' || NEW.from_state || ':' || NEW.to_state NOT IN (" + ", ".join(f"'{move}'" for move in LEGAL) + ")"
            f" OR COALESCE({STATE}, '') <> NEW.from_state OR COALESCE({DAY}, NEW.moved_on) > NEW.moved_on",
            message="a move begins where the last one ended, and not on a day before it",
        ),
        Guard(
            "Move",
            name="move_on_a_day_that_has_come",
            event="INSERT",
            when={
                # SQLite knows no time zones: it lets Swedish summer time stand all year, an hour too much in winter
                "sqlite": "NEW.moved_on > date(NEW.recorded_at, '+2 hours')",
                "postgresql": "NEW.moved_on > CAST(NEW.recorded_at AT TIME ZONE 'Europe/Stockholm' AS date)",
            },
            message="a move is recorded on its day or later",
        ),
    ]
