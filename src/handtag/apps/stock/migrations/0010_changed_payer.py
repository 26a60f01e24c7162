"""A device that stays with a person can change payer: the move that ends one rent and begins the next."""

from importlib import import_module

from django.db import migrations

from handtag.db.guard import ChangedGuard

ledger = import_module("handtag.apps.stock.migrations.0005_device_ledger")
LEGAL = (*import_module("handtag.apps.stock.migrations.0009_taken_over").LEGAL, "changed_payer:with_person:with_person")


class Migration(migrations.Migration):
    dependencies = [("stock", "0009_taken_over")]

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
