"""What is charged without a decision is a unit's equipment, or was decided in the system before."""

from django.db import migrations

from handtag.db.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("billing", "0004_equipment")]

    operations = [
        Guard(
            "Charge",
            name="charge_is_decided",
            event="INSERT",
            when="NEW.decision_id IS NULL AND NEW.rule NOT IN ('equipment', 'taken_over')",
            message="what is charged for a person rests on a decision",
        ),
    ]
