"""What is taken over from another system, row by row, and how the two agreed afterwards."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0006_takeover_order"),
        ("organisations", "0006_second_person"),
        ("stock", "0009_taken_over"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("system", models.CharField(max_length=80)),
                ("made_on", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                ("totals", models.JSONField()),
                ("differences", models.JSONField()),
                ("difference_count", models.PositiveIntegerField()),
                ("unequal_count", models.PositiveIntegerField()),
                ("compared_at", models.DateTimeField()),
                ("compared_by", models.CharField(max_length=80)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reconciliations", to="organisations.devicecentre"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Takeover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("system", models.CharField(max_length=80)),
                ("takeover_on", models.DateField()),
                ("made_on", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                ("counts", models.JSONField()),
                ("taken_at", models.DateTimeField()),
                ("taken_by", models.CharField(max_length=80)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="takeovers", to="organisations.devicecentre"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TakenDevice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lent_since", models.DateField(null=True)),
                ("prescriber", models.CharField(blank=True, max_length=80)),
                ("device", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="taken_over", to="stock.device")),
                (
                    "takeover",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="devices", to="takeover.takeover"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TakenRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "centre",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.devicecentre"),
                ),
                ("takeover", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="takeover.takeover")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("centre", "file", "key"), name="a_row_is_taken_once")],
            },
        ),
        migrations.CreateModel(
            name="TakenOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_number", models.CharField(max_length=30)),
                (
                    "centre",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.devicecentre"),
                ),
                ("order", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="taken_over", to="orders.order")),
                ("takeover", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="takeover.takeover")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("centre", "old_number"), name="one_order_per_old_number")],
            },
        ),
        AppendOnly("Takeover"),
        AppendOnly("TakenRow"),
        AppendOnly("TakenDevice"),
        AppendOnly("TakenOrder"),
        AppendOnly("Reconciliation"),
    ]
