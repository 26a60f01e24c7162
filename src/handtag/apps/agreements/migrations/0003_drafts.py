"""Drafts of new versions, the log of what was changed in them, and the worked cases agreed with a version."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_walls"),
        ("organisations", "0002_strategist"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("document", models.TextField()),
                ("cases", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[("editing", "editing"), ("submitted", "submitted"), ("approved", "approved"), ("withdrawn", "withdrawn")],
                        default="editing",
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "based_on",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="agreements.agreementversion"),
                ),
                (
                    "county",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="organisations.county"),
                ),
                (
                    "published",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="agreements.agreementversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("action", models.CharField(max_length=20)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("part", models.CharField(blank=True, max_length=120)),
                ("before", models.CharField(blank=True, max_length=120)),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("comment", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draft_changes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("draft", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="agreements.draft")),
            ],
        ),
        migrations.CreateModel(
            name="AgreementCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("case_id", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("facts", models.JSONField()),
                ("expect", models.JSONField()),
                ("source", models.TextField()),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="agreements.agreementversion"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "case_id"), name="one_case_per_id_and_version")],
            },
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["editing", "submitted", "approved", "withdrawn"])), name="draft_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published__isnull", False), ("state", "approved")),
                    models.Q(models.Q(("state", "approved"), _negated=True), ("published__isnull", True)),
                    _connector="OR",
                ),
                name="an_approved_draft_is_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftchange",
            constraint=models.UniqueConstraint(fields=("draft", "revision"), name="one_change_per_revision"),
        ),
        AppendOnly("AgreementCase"),
        AppendOnly("DraftChange"),
    ]
