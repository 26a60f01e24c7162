"""Equipment of a unit is rented without a decision about anybody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prescriptions", "0002_walls"), ("rentals", "0002_walls")]

    operations = [
        migrations.AlterField(
            model_name="rental",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rentals",
                to="prescriptions.prescriptiondecision",
            ),
        ),
    ]
