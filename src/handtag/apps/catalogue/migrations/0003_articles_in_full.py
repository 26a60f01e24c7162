"""Series, attributes, replacement groups, assortment decisions, instructions, files and requests."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_walls"),
        ("organisations", "0006_second_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("picture", "picture"),
                            ("manual", "manual"),
                            ("data_sheet", "data_sheet"),
                            ("declaration", "declaration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ArticleRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("validated", "validated"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("declined", "declined"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("iso_code", models.CharField(max_length=8)),
                ("supplier_name", models.CharField(max_length=120)),
                ("supplier_number", models.CharField(blank=True, max_length=60)),
                ("why", models.TextField()),
                ("number", models.CharField(blank=True, max_length=30)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("device", "device"),
                            ("component", "component"),
                            ("consumable", "consumable"),
                            ("spare_part", "spare_part"),
                            ("service", "service"),
                        ],
                        max_length=20,
                    ),
                ),
                ("gtin", models.CharField(blank=True, max_length=14)),
                ("lead_time_days", models.PositiveSmallIntegerField(null=True)),
                (
                    "assortment",
                    models.CharField(
                        blank=True,
                        choices=[("stocked", "stocked"), ("order_item", "order_item"), ("phased_out", "phased_out")],
                        max_length=20,
                    ),
                ),
                ("proposed_by", models.CharField(max_length=80)),
                ("proposed_at", models.DateTimeField()),
                ("validated_by", models.CharField(blank=True, max_length=80)),
                ("validated_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=80)),
                ("approved_at", models.DateTimeField(null=True)),
                ("declined_reason", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="AssortmentDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assortment",
                    models.CharField(
                        choices=[("stocked", "stocked"), ("order_item", "order_item"), ("phased_out", "phased_out")], max_length=20
                    ),
                ),
                ("valid_from", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("decided_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Attribute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("iso_group", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=60)),
                (
                    "type",
                    models.CharField(
                        choices=[("number", "number"), ("choice", "choice"), ("yes_no", "yes_no"), ("text", "text")], max_length=10
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=10)),
                ("choices", models.JSONField(default=list)),
                ("is_comparable", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="AttributeValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                (
                    "centre",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="catalogue_version",
                        serialize=False,
                        to="organisations.devicecentre",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Equivalence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="EquivalenceGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("division", models.CharField(max_length=6)),
                ("is_binding", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="FileContent",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("goods_receipt", "goods_receipt"),
                            ("quality_control", "quality_control"),
                            ("pick", "pick"),
                            ("return", "return"),
                            ("order", "order"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="article",
            name="gtin",
            field=models.CharField(blank=True, max_length=14),
        ),
        migrations.AddField(
            model_name="article",
            name="supplier_number",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="fit",
            name="maximum_quantity",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="fit",
            name="standard_quantity",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="fit",
            name="main",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="articlefile",
            name="article",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="files", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="articlerequest",
            name="article",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="request", to="catalogue.article"
            ),
        ),
        migrations.AddField(
            model_name="articlerequest",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="article_requests", to="organisations.devicecentre"
            ),
        ),
        migrations.AddField(
            model_name="assortmentdecision",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="assortment_decisions", to="catalogue.article"
            ),
        ),
        migrations.AddField(
            model_name="assortmentdecision",
            name="principal",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"),
        ),
        migrations.AddField(
            model_name="attribute",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attributes", to="organisations.devicecentre"
            ),
        ),
        migrations.AddField(
            model_name="attributevalue",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="values", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="attributevalue",
            name="attribute",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="values", to="catalogue.attribute"),
        ),
        migrations.AddField(
            model_name="equivalence",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="equivalences", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="equivalencegroup",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="equivalence_groups", to="organisations.devicecentre"
            ),
        ),
        migrations.AddField(
            model_name="equivalence",
            name="group",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="members", to="catalogue.equivalencegroup"),
        ),
        migrations.AddField(
            model_name="articlefile",
            name="content",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="catalogue.filecontent"),
        ),
        migrations.AddField(
            model_name="instruction",
            name="article",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="instructions", to="catalogue.article"
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="series", to="organisations.devicecentre"),
        ),
        migrations.AddField(
            model_name="series",
            name="supplier",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="series", to="catalogue.supplier"),
        ),
        migrations.AddField(
            model_name="instruction",
            name="series",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="instructions", to="catalogue.series"
            ),
        ),
        migrations.AddField(
            model_name="articlefile",
            name="series",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="files", to="catalogue.series"),
        ),
        migrations.AddField(
            model_name="article",
            name="series",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="articles", to="catalogue.series"),
        ),
        migrations.AddField(
            model_name="fit",
            name="main_series",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="catalogue.series"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["centre", "supplier_number"], name="catalogue_a_centre__e55a43_idx"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                condition=models.Q(("gtin", ""), _negated=True), fields=("centre", "gtin"), name="one_article_per_gtin"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gtin", ""), django.db.models.lookups.Exact(django.db.models.functions.text.Length("gtin"), 14), _connector="OR"
                ),
                name="gtin_has_fourteen_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="fit",
            constraint=models.UniqueConstraint(fields=("part", "main_series"), name="a_fit_to_a_series_is_said_once"),
        ),
        migrations.AddConstraint(
            model_name="fit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("main__isnull", True), ("main_series__isnull", False)),
                    models.Q(("main__isnull", False), ("main_series__isnull", True)),
                    _connector="OR",
                ),
                name="a_part_fits_an_article_or_a_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="fit",
            constraint=models.CheckConstraint(condition=models.Q(("part", models.F("main")), _negated=True), name="nothing_fits_itself"),
        ),
        migrations.AddConstraint(
            model_name="fit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("maximum_quantity__isnull", True),
                    models.Q(("maximum_quantity__gt", 0), ("maximum_quantity__gte", models.F("standard_quantity"))),
                    _connector="OR",
                ),
                name="the_most_is_at_least_the_standard",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("proposed", "validated", "approved", "published", "declined"))),
                name="article_request_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", ""),
                    models.Q(
                        models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                        models.Q(("approved_by", models.F("validated_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_article_is_approved_by_another_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "published"]), _negated=True),
                    models.Q(("approved_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="nothing_is_published_unapproved",
            ),
        ),
        migrations.AddIndex(
            model_name="assortmentdecision",
            index=models.Index(fields=["valid_from"], name="catalogue_a_valid_f_f3f672_idx"),
        ),
        migrations.AddConstraint(
            model_name="assortmentdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("principal", None)),
                fields=("article", "valid_from"),
                name="one_assortment_decision_of_the_county_per_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="assortmentdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("principal", None), _negated=True),
                fields=("article", "principal", "valid_from"),
                name="one_assortment_decision_per_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="assortmentdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("assortment__in", ("stocked", "order_item", "phased_out"))), name="decided_assortment_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="attribute",
            constraint=models.UniqueConstraint(fields=("centre", "iso_group", "name"), name="one_attribute_per_name_and_group"),
        ),
        migrations.AddConstraint(
            model_name="attribute",
            constraint=models.CheckConstraint(
                condition=models.Q(("type__in", ("number", "choice", "yes_no", "text"))), name="attribute_type_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="attributevalue",
            constraint=models.UniqueConstraint(fields=("article", "attribute"), name="one_value_per_attribute"),
        ),
        migrations.AddConstraint(
            model_name="equivalencegroup",
            constraint=models.UniqueConstraint(fields=("centre", "name"), name="one_equivalence_group_per_name"),
        ),
        migrations.AddConstraint(
            model_name="equivalencegroup",
            constraint=models.CheckConstraint(
                condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length("division"), 6)),
                name="a_group_is_within_a_division",
            ),
        ),
        migrations.AddConstraint(
            model_name="equivalence",
            constraint=models.UniqueConstraint(fields=("group", "article"), name="an_article_is_once_in_a_group"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("centre", "supplier", "name"), name="one_series_per_name_and_supplier"),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.UniqueConstraint(fields=("article", "step"), name="one_instruction_per_article_and_step"),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.UniqueConstraint(fields=("series", "step"), name="one_instruction_per_series_and_step"),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("series__isnull", True)),
                    models.Q(("article__isnull", True), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="an_instruction_is_of_an_article_or_a_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ("goods_receipt", "quality_control", "pick", "return", "order"))),
                name="instruction_step_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("series__isnull", True)),
                    models.Q(("article__isnull", True), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="a_file_is_of_an_article_or_a_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("picture", "manual", "data_sheet", "declaration"))), name="file_kind_is_known"
            ),
        ),
    ]
