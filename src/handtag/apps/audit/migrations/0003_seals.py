"""The logs say who, for whom, by which request; and are sealed onto a chain per care provider."""

from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("principal_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("log", models.CharField(max_length=10)),
                ("layout", models.PositiveSmallIntegerField()),
                ("until_id", models.BigIntegerField()),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("rows", models.BinaryField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="accessentry",
            name="assignment_id",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="accessentry",
            name="data_kind",
            field=models.CharField(default="", max_length=40),
        ),
        migrations.AddField(
            model_name="accessentry",
            name="reference",
            field=models.CharField(default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="assignment_id",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="door",
            field=models.CharField(default="", max_length=20),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="principal_id",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="reference",
            field=models.CharField(default="", max_length=40),
        ),
        migrations.AlterField(
            model_name="accessentry",
            name="door",
            field=models.CharField(default="", max_length=20),
        ),
        migrations.AlterField(
            model_name="accessentry",
            name="principal_id",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(fields=["principal_id", "recorded_at"], name="audit_acces_princip_bcdb50_idx"),
        ),
        migrations.AddIndex(
            model_name="seal",
            index=models.Index(fields=["log", "until_id"], name="audit_seal_log_eabc55_idx"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("principal_id", "number"), name="a_chain_of_seals_has_no_fork"),
        ),
        AppendOnly("AuditEntry"),
        AppendOnly("AccessEntry"),
        AppendOnly("Seal"),
    ]
