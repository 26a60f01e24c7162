"""Rules of when to follow up, who answers for it, letters with questions; the ground of a follow-up and what it led to."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly
from handtag.db.second_wall import SecondWall

READABLE = "prescriptions_prescription_is_shown(prescription_id)"
KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_second_wall"),
        ("organisations", "0007_takeover_lead"),
        ("prescriptions", "0003_process"),
    ]

    operations = [
        migrations.AddField(model_name="followup", name="ground", field=models.CharField(default="rule", max_length=10)),
        migrations.AddField(
            model_name="followup", name="then", field=models.CharField(blank=True, default="", max_length=10), preserve_default=False
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(condition=models.Q(("ground__in", ("rule", "agreed"))), name="follow_up_ground_is_known"),
        ),
        migrations.CreateModel(
            name="FollowUpRule",
            fields=[
                KEY,
                ("iso_prefix", models.CharField(max_length=6)),
                ("first_days", models.PositiveSmallIntegerField()),
                ("interval_days", models.PositiveSmallIntegerField(null=True)),
                ("source", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("set_by", models.CharField(max_length=80)),
                ("set_at", models.DateTimeField()),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_up_rules", to="organisations.county"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["county", "valid_from"], name="follow_up_rules_in_force")]},
        ),
        migrations.CreateModel(
            name="Responsible",
            fields=[
                KEY,
                ("since", models.DateField()),
                ("flagged_on", models.DateField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="organisations.assignment"),
                ),
                (
                    "prescription",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="responsible", to="prescriptions.prescription"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["flagged_on"], name="cases_that_are_flagged")]},
        ),
        migrations.CreateModel(
            name="QuestionLetter",
            fields=[
                KEY,
                ("key", models.UUIDField(unique=True)),
                ("answer_by", models.DateField()),
                ("sent_by", models.CharField(max_length=80)),
                ("sent_at", models.DateTimeField()),
                (
                    "prescription",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="prescriptions.prescription"),
                ),
            ],
            options={"abstract": False},
        ),
        AppendOnly("followuprule"),
        AppendOnly("questionletter"),
        SecondWall("prescriptions.Responsible", READABLE),
        SecondWall("prescriptions.QuestionLetter", READABLE),
    ]
