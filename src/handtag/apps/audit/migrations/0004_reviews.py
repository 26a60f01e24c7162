"""Reviews of the access log with their findings, and extracts for the persons it is about."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_seals"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogExtract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("principal_id", models.BigIntegerField()),
                ("person_key", models.UUIDField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("until_id", models.BigIntegerField()),
                ("case_number", models.CharField(blank=True, max_length=40)),
                ("made_by", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LogReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("principal_id", models.BigIntegerField()),
                ("started_by", models.CharField(max_length=80)),
                ("started_at", models.DateTimeField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("rules", models.JSONField()),
                ("lookups_per_hour", models.PositiveIntegerField()),
                ("days_until_act", models.PositiveIntegerField()),
                ("sample_size", models.PositiveIntegerField()),
                ("seed", models.BigIntegerField()),
                ("readings", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["principal_id", "started_at"], name="audit_logre_princip_a98925_idx")],
            },
        ),
        migrations.CreateModel(
            name="ReviewedEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rules", models.JSONField()),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviewed", to="audit.accessentry")),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="audit.logreview")),
            ],
        ),
        migrations.CreateModel(
            name="ReviewFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("found_by", models.CharField(max_length=80)),
                ("found_at", models.DateTimeField()),
                ("row", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="audit.reviewedentry")),
            ],
        ),
        migrations.CreateModel(
            name="ReviewSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("summary", models.CharField(max_length=1000)),
                ("signed_by", models.CharField(max_length=80)),
                ("signed_at", models.DateTimeField()),
                (
                    "review",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="signature", to="audit.logreview"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="reviewedentry",
            constraint=models.UniqueConstraint(fields=("review", "entry"), name="a_review_looks_at_a_row_once"),
        ),
        migrations.AddConstraint(
            model_name="reviewfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["in_order", "asked", "not_in_order"])), name="verdict_is_known"
            ),
        ),
        AppendOnly("LogReview"),
        AppendOnly("ReviewedEntry"),
        AppendOnly("ReviewFinding"),
        AppendOnly("ReviewSignature"),
        AppendOnly("LogExtract"),
    ]
