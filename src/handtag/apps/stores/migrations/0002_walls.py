"""The database itself refuses what must never happen to counts and to what units are to pay."""

from django.db import migrations

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("stores", "0001_initial")]

    operations = [
        AppendOnly("Count"),
        AppendOnly("Shortage"),
    ]
