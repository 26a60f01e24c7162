"""When a returned device is worth repairing, what came back with it, and what was found when it was looked over."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_second_person"),
        ("stock", "0006_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("iso_prefix", models.CharField(blank=True, max_length=8)),
                ("life_months", models.PositiveSmallIntegerField()),
                ("repair_percent", models.PositiveSmallIntegerField()),
                ("oldest_months", models.PositiveSmallIntegerField(null=True)),
                ("valid_from", models.DateField()),
                ("set_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="return_rules", to="organisations.devicecentre"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("condition", models.CharField(max_length=20)),
                ("repair_ore", handtag.db.fields.OreField()),
                ("residual_ore", handtag.db.fields.OreField(null=True)),
                ("action", models.CharField(max_length=30)),
                ("reason", models.CharField(max_length=30)),
                ("move", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="inspection", to="stock.move")),
                (
                    "rule",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="inspections", to="stock.returnrule"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComponentCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("complete", models.BooleanField()),
                ("missing", models.CharField(blank=True, max_length=200)),
                ("checked_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "move",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="component_check", to="stock.move"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("complete", True), ("missing", "")),
                            models.Q(("complete", False), models.Q(("missing", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_is_missing_is_named",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="returnrule",
            constraint=models.UniqueConstraint(fields=("centre", "iso_prefix", "valid_from"), name="one_return_rule_per_group_and_day"),
        ),
        migrations.AddConstraint(
            model_name="returnrule",
            constraint=models.CheckConstraint(condition=models.Q(("life_months__gte", 1)), name="a_life_has_months"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("condition__in", ("good", "worn", "damaged", "beyond_repair"))), name="condition_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(condition=models.Q(("repair_ore__gte", 0)), name="a_repair_costs_nothing_or_more"),
        ),
        AppendOnly("ReturnRule"),
        AppendOnly("ComponentCheck"),
        AppendOnly("Inspection"),
    ]
