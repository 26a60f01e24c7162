"""Extracts of the register: that one was made, and that it was handed over."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_role_set"),
        ("people", "0003_secrecy"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterExtract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("legal_ground", models.CharField(max_length=40)),
                ("delivery", models.CharField(max_length=40)),
                ("case_number", models.CharField(blank=True, max_length=40)),
                ("made_by", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="register_extracts", to="people.person"),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="register_extracts", to="organisations.principal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterHandOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identified_by", models.CharField(max_length=40)),
                ("withheld", models.JSONField(default=list)),
                ("withheld_reason", models.CharField(blank=True, max_length=40)),
                ("handed_by", models.CharField(max_length=80)),
                ("handed_at", models.DateTimeField()),
                (
                    "extract",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="hand_out", to="people.registerextract"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="registerextract",
            index=models.Index(fields=["principal", "made_at"], name="people_regi_princip_ed8154_idx"),
        ),
        AppendOnly("RegisterExtract"),
        AppendOnly("RegisterHandOut"),
    ]
