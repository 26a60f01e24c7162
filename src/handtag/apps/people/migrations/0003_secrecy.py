"""What opens and closes a person's records beyond the care relation."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_role_set"),
        ("people", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.CharField(max_length=20)),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="people.person")),
                (
                    "principal",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="organisations.principal"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BlockLift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=20)),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                ("block", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="lift", to="people.block")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("given_by", models.CharField(max_length=20)),
                ("asked_by", models.CharField(max_length=80)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="people.person")),
                (
                    "principal",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="organisations.principal"),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="organisations.unit")),
            ],
        ),
        migrations.CreateModel(
            name="ConsentWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "consent",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="people.consent"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmergencyOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_by", models.CharField(max_length=80)),
                ("reason", models.CharField(max_length=40)),
                ("words", handtag.db.fields.EncryptedTextField()),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="emergency_openings", to="people.person"),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="emergency_openings", to="organisations.principal"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="emergency_openings", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RelationEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "relation",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="end", to="people.carerelation"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["person", "principal"], name="people_bloc_person__e6ec55_idx"),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["person", "principal"], name="people_cons_person__d46f32_idx"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))), name="a_consent_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyopening",
            index=models.Index(fields=["opened_by", "person"], name="people_emer_opened__99b1da_idx"),
        ),
        migrations.AddIndex(
            model_name="emergencyopening",
            index=models.Index(fields=["principal", "opened_at"], name="people_emer_princip_fd9fd6_idx"),
        ),
        migrations.AddConstraint(
            model_name="emergencyopening",
            constraint=models.CheckConstraint(condition=models.Q(("ends_at__gt", models.F("opened_at"))), name="an_emergency_ends"),
        ),
        AppendOnly("RelationEnd"),
        AppendOnly("Consent"),
        AppendOnly("ConsentWithdrawal"),
        AppendOnly("Block"),
        AppendOnly("BlockLift"),
        AppendOnly("EmergencyOpening"),
    ]
