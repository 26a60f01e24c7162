"""Rules for what comes back say whether it is washed before it is looked over, and how often it is inspected."""

from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("stock", "0007_return_chain")]

    operations = [
        migrations.AddField("ReturnRule", "wash_first", models.BooleanField(default=False)),
        migrations.AddField("ReturnRule", "inspect_months", models.PositiveSmallIntegerField(null=True)),
        AppendOnly("ReturnRule"),  # SQLite loses a table's triggers when the table is altered
    ]
