"""An approved culling may empty what was said about approvals."""

from django.db import migrations

from handtag.db.culling_door import CullingDoor


class Migration(migrations.Migration):
    dependencies = [("retention", "0004_withdrawal"), ("approvals", "0001_initial")]

    operations = [CullingDoor("approvals.ApprovalEvent", empties=("note",))]
