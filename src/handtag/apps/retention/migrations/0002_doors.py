"""The tables that refuse every change let an approved culling through, and nothing else."""

from django.db import migrations

from handtag.db.culling_door import CullingDoor


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0001_initial"),
        ("analysis", "0001_initial"),
        ("audit", "0005_cuts"),
        ("people", "0003_secrecy"),
        ("prescriptions", "0002_walls"),
        ("stock", "0003_move_to_bin"),
    ]

    operations = [
        CullingDoor("audit.AccessEntry", deletes=True),
        CullingDoor("audit.ReviewedEntry", deletes=True),
        CullingDoor("audit.ReviewFinding", deletes=True),
        CullingDoor("audit.LogExtract", deletes=True),
        CullingDoor("audit.CommandReceipt", deletes=True),
        CullingDoor("analysis.KeptList", deletes=True),
        CullingDoor("analysis.ShiftRun", deletes=True),
        CullingDoor("prescriptions.Step", empties=("note",)),
        CullingDoor("stock.Move", empties=("note",)),
        CullingDoor("people.EmergencyOpening", empties=("words",)),
    ]
