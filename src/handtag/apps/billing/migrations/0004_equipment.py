"""Equipment of a unit is charged without a decision about anybody. SQLite makes the table anew: its guards are raised again there."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard


class RaisedAgain(Guard):
    """As Guard, where the database has lost it."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *rest: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            super().database_forwards(app_label, schema_editor, *rest)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *rest: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            super().database_backwards(app_label, schema_editor, *rest)


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_more_walls"), ("prescriptions", "0002_walls"), ("rentals", "0003_equipment")]

    operations = [
        migrations.AlterField(
            model_name="charge",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="charges",
                to="prescriptions.prescriptiondecision",
            ),
        ),
        AppendOnly("Charge"),
        RaisedAgain(
            "Charge",
            name="charge_in_open_month",
            event="INSERT",
            when="(SELECT closed_at FROM billing_month WHERE id = NEW.month_id) IS NOT NULL",
            message="a closed month takes no charges",
        ),
        RaisedAgain(
            "Charge",
            name="credit_within_charge",
            event="INSERT",
            when="NEW.kind = 'credit' AND (SELECT original.amount_ore + NEW.amount_ore + COALESCE((SELECT SUM(other.amount_ore)"
            " FROM billing_charge AS other WHERE other.credits_id = NEW.credits_id), 0)"
            " FROM billing_charge AS original WHERE original.id = NEW.credits_id) < 0",
            message="no more is credited than was charged",
        ),
    ]
