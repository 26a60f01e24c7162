"""What was said when records were corrected, joined or split goes with the record."""

from django.db import migrations

from handtag.db.culling_door import CullingDoor


class Migration(migrations.Migration):
    dependencies = [("retention", "0002_doors"), ("people", "0006_identity")]

    operations = [
        CullingDoor("people.CorrectionRequest", empties=("before", "wanted", "words")),
        CullingDoor("people.CorrectionDecision", empties=("reason",)),
        CullingDoor("people.Merge", empties=("reason",)),
        CullingDoor("people.Split", empties=("reason",)),
    ]
