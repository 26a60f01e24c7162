"""A proposal can be withdrawn; then nothing more happens to it."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("retention", "0003_corrections")]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_by", models.CharField(max_length=80)),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "proposal",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="retention.proposal"),
                ),
            ],
            options={"abstract": False},
        ),
        AppendOnly("Withdrawal"),
        Guard(
            "Withdrawal",
            name="what_is_finished_is_not_withdrawn",
            event="INSERT",
            when="EXISTS (SELECT 1 FROM retention_proposal p WHERE p.id = NEW.proposal_id AND p.finished_at IS NOT NULL)",
            message="a finished culling is not withdrawn",
        ),
        Guard(
            "Proposal",
            name="what_is_withdrawn_rests",
            event="UPDATE",
            when="EXISTS (SELECT 1 FROM retention_withdrawal w WHERE w.proposal_id = OLD.id)",
            message="a withdrawn culling is neither approved nor finished",
        ),
        Guard(
            "Door",
            name="a_withdrawn_culling_opens_no_door",
            event="INSERT",
            when="EXISTS (SELECT 1 FROM retention_withdrawal w WHERE w.proposal_id = NEW.proposal_id)",
            message="a withdrawn culling opens no door",
        ),
    ]
