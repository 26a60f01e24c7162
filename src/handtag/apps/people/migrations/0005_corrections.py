"""What persons find wrong, and what became of it."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_role_set"),
        ("people", "0004_data_subject"),
    ]

    operations = [
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("field", models.CharField(max_length=40)),
                ("prescription_key", models.UUIDField(null=True)),
                ("before", handtag.db.fields.EncryptedTextField()),
                ("wanted", handtag.db.fields.EncryptedTextField(blank=True)),
                ("words", handtag.db.fields.EncryptedTextField()),
                ("asked_by", models.CharField(max_length=20)),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="correction_requests", to="people.person"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="correction_requests", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CorrectionDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=20)),
                ("reason", handtag.db.fields.EncryptedTextField()),
                ("decided_by", models.CharField(max_length=80)),
                ("decided_at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="correction_decisions", to="organisations.unit"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="people.correctionrequest"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["person", "field"], name="people_corr_person__b74649_idx"),
        ),
        migrations.AddConstraint(
            model_name="correctiondecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("corrected", "refused"))), name="correction_outcome_is_known"
            ),
        ),
        AppendOnly("CorrectionRequest"),
        AppendOnly("CorrectionDecision"),
    ]
