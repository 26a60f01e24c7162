"""What persons have asked, and who has acted for them, lose their words with the record."""

from django.db import migrations

from handtag.db.culling_door import CullingDoor


class Migration(migrations.Migration):
    dependencies = [("retention", "0005_approvals"), ("own", "0001_initial")]

    operations = [
        CullingDoor("own.OwnRequest", empties=("words", "phone")),
        CullingDoor("own.RequestAnswer", empties=("words",)),
        CullingDoor("own.Representation", empties=("name", "shown")),
    ]
