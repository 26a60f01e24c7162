"""Handovers and their answers, cases and their ends, devices that another county bought."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0007_takeover_lead"),
        ("people", "0008_data_subject_walls"),
        ("prescriptions", "0002_walls"),
        ("rentals", "0004_decided"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("happens_on", models.DateField()),
                ("payer", models.CharField(blank=True, max_length=20)),
                ("found_by", models.CharField(max_length=80)),
                ("found_at", models.DateTimeField()),
                (
                    "prescription",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="prescriptions.prescription"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=20)),
                ("note", models.TextField(blank=True)),
                ("ended_by", models.CharField(max_length=80)),
                ("ended_at", models.DateTimeField()),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="end", to="handovers.case")),
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("reason", models.CharField(max_length=20)),
                ("what", models.TextField()),
                ("goal", models.TextField()),
                ("next_follow_up_on", models.DateField()),
                ("disclosure", models.CharField(blank=True, max_length=20)),
                ("offered_by", models.CharField(max_length=80)),
                ("offered_at", models.DateTimeField()),
                (
                    "from_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="handovers_given", to="organisations.unit"),
                ),
                (
                    "prescription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="prescriptions.prescription"
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="people.carerelation"
                    ),
                ),
                (
                    "to_prescriber",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="handovers_got", to="organisations.assignment"
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="handovers_got", to="organisations.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandoverAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("answered_by", models.CharField(max_length=80)),
                ("answered_at", models.DateTimeField()),
                (
                    "handover",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="handovers.handover"),
                ),
                (
                    "successor",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="came_by", to="prescriptions.prescription"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BuyOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county_code", models.CharField(max_length=2)),
                ("amount_ore", handtag.db.fields.OreField()),
                ("sold_on", models.DateField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "rental",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="bought_out", to="rentals.rental"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_ore__gte", 0)), name="a_device_is_worth_nothing_at_least")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("birthday", "new_municipality", "moved_away", "housing_changed", "enrolled", "discharged", "deceased"))
                ),
                name="case_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("prescription", "kind", "happens_on"), name="one_case_per_change"),
        ),
        migrations.AddConstraint(
            model_name="caseend",
            constraint=models.CheckConstraint(condition=models.Q(("outcome__in", ("settled", "nothing_to_do"))), name="case_end_is_known"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["to_unit", "offered_at"], name="handovers_h_to_unit_2eb779_idx"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["from_unit", "offered_at"], name="handovers_h_from_un_84ef6e_idx"),
        ),
        migrations.AddConstraint(
            model_name="handoveranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("accepted", "returned", "withdrawn"))), name="handover_outcome_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "accepted"), ("successor", None), _connector="OR"), name="only_who_accepts_takes_over"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "returned"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="a_return_says_why",
            ),
        ),
    ]
