"""Moves remember the shelf position they led to."""

from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("stock", "0002_walls")]

    operations = [
        migrations.AddField(
            model_name="move",
            name="to_bin",
            field=models.CharField(blank=True, max_length=20),
        ),
        AppendOnly("Move"),
    ]
