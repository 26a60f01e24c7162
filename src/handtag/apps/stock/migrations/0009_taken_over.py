"""A device can begin here as it was in the system before: on a shelf, come back, lent, or a unit's equipment."""

from importlib import import_module

from django.db import migrations

from handtag.db.guard import ChangedGuard

ledger = import_module("handtag.apps.stock.migrations.0005_device_ledger")
LEGAL = (
    *ledger.LEGAL, "taken_over::in_stock", "taken_over_used::returned", "taken_over_lent::with_person", "taken_over_to_unit::with_unit",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("stock", "0008_wash_and_inspection")]

    operations = [
        ChangedGuard(
            "Move",
            name="move_follows_the_last",
            event="INSERT",
            when=f"NEW.kind || ':' || NEW.from_state || ':' || NEW.to_state NOT IN ({ledger.quoted(LEGAL)})"
            f" OR COALESCE({ledger.STATE}, '') <> NEW.from_state OR COALESCE({ledger.DAY}, NEW.moved_on) > NEW.moved_on",
            message="a move begins where the last one ended, and not on a day before it",
        ),
    ]
