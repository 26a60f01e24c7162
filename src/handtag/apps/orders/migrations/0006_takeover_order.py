"""What was decided in the system before this one is an order of its own kind: for a person, and without a decision here."""

from django.db import migrations, models

KINDS = ("customer_order", "equipment_order", "collection_order", "takeover_order")


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_standing")]

    operations = [
        migrations.AlterField("Order", "kind", models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])),
        migrations.AddConstraint(
            "Order",
            models.CheckConstraint(
                condition=~models.Q(kind="takeover_order")
                | models.Q(decision=None, prescription=None, person__isnull=False, agreement_version__isnull=False),
                name="what_is_taken_over_was_decided_elsewhere",
            ),
        ),
    ]
