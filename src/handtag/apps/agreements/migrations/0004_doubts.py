"""What is doubtful in an agreement's text, with the version and with its draft."""

from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreementversion",
            name="doubts",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="draft",
            name="doubts",
            field=models.TextField(blank=True, default=""),
        ),
        AppendOnly("AgreementVersion"),
    ]
