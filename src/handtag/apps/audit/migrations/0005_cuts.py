"""Stretches of a log that were cut off as too old: said once, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_reviews")]

    operations = [
        migrations.CreateModel(
            name="LogCut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("principal_id", models.BigIntegerField()),
                ("log", models.CharField(max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("until_id", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("proposal_key", models.UUIDField()),
                ("cut_at", models.DateTimeField()),
                ("seal", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="cut", to="audit.seal")),
            ],
            options={"indexes": [models.Index(fields=["principal_id", "log", "number"], name="audit_logcu_princip_ed6250_idx")]},
        ),
        AppendOnly("LogCut"),
    ]
