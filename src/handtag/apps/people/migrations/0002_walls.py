"""The database itself refuses what must never happen to these ledgers."""

from django.db import migrations

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        AppendOnly("CareRelation"),
    ]
