"""Centres of a county ask one another for goods, buy them and borrow them; what was sold is never changed."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_catalogue_walls"),
        ("organisations", "0006_second_person"),
        ("stock", "0007_return_chain"),
        ("stores", "0002_walls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="transfer",
            name="kind",
            field=models.CharField(
                choices=[("refill", "refill"), ("transfer", "transfer"), ("home", "home"), ("sale", "sale"), ("loan", "loan")],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="CentreRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("sale", "sale"), ("loan", "loan")], max_length=10)),
                ("return_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "asked"), ("accepted", "accepted"), ("declined", "declined"), ("withdrawn", "withdrawn")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("answer", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=80)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests_got", to="organisations.devicecentre"
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests_made", to="organisations.devicecentre"
                    ),
                ),
                (
                    "to_location",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="centre_requests", to="stock.location"),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="request", to="stores.transfer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CentreLoan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("due_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("device", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="centre_loans", to="stock.device")),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="loans", to="stores.centrerequest"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CentreDeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.PositiveIntegerField()),
                ("value_ore", handtag.db.fields.OreField()),
                ("amount_ore", handtag.db.fields.OreField()),
                ("rule", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
                (
                    "article",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="deals_bought", to="catalogue.article"),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deals_bought", to="organisations.devicecentre"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="deals", to="stock.device"),
                ),
                (
                    "move",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="deal", to="stock.move"),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deals_sold", to="organisations.devicecentre"
                    ),
                ),
                (
                    "seller_article",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="deals_sold", to="catalogue.article"),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="deals", to="stores.centrerequest"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CentreRequestLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.PositiveIntegerField()),
                ("price_ore", handtag.db.fields.OreField(null=True)),
                (
                    "article",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="wanted_by_centre", to="catalogue.article"),
                ),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="stores.centrerequest"),
                ),
                (
                    "their_article",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="wanted_of_centre", to="catalogue.article"),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="centrerequest",
            index=models.Index(fields=["asked", "state"], name="stores_cent_asked_i_3849d1_idx"),
        ),
        migrations.AddIndex(
            model_name="centrerequest",
            index=models.Index(fields=["asker", "state"], name="stores_cent_asker_i_d0722e_idx"),
        ),
        migrations.AddConstraint(
            model_name="centrerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("asker", models.F("asked")), _negated=True), name="another_centre_is_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="centrerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "loan"), ("return_on__isnull", False)),
                    models.Q(models.Q(("kind", "loan"), _negated=True), ("return_on", None)),
                    _connector="OR",
                ),
                name="a_loan_has_its_last_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="centrerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), ("transfer__isnull", False)),
                    models.Q(models.Q(("state", "accepted"), _negated=True), ("transfer", None)),
                    _connector="OR",
                ),
                name="what_is_accepted_goes_on_a_transfer",
            ),
        ),
        migrations.AddConstraint(
            model_name="centreloan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("device",), name="lent_to_one_centre_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="centreloan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"),
                name="a_loan_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="centredeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("seller", models.F("buyer")), _negated=True), name="no_centre_buys_of_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="centredeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_ore__gte", 0), ("quantity__gte", 1), ("value_ore__gte", 0)), name="a_deal_is_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="centredeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", ("residual_value", "purchase_price", "agreed"))), name="price_rule_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="centredeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("device", None), ("move", None)),
                    models.Q(("device__isnull", False), ("move__isnull", False), ("quantity", 1)),
                    _connector="OR",
                ),
                name="a_sold_device_has_moved",
            ),
        ),
        migrations.AddConstraint(
            model_name="centrerequestline",
            constraint=models.UniqueConstraint(fields=("request", "article"), name="one_line_per_request_and_article"),
        ),
        migrations.AddConstraint(
            model_name="centrerequestline",
            constraint=models.UniqueConstraint(fields=("request", "their_article"), name="one_line_per_request_and_their_article"),
        ),
        migrations.AddConstraint(
            model_name="centrerequestline",
            constraint=models.CheckConstraint(condition=models.Q(("wanted__gte", 1)), name="something_is_asked_for"),
        ),
        migrations.AddConstraint(
            model_name="centrerequestline",
            constraint=models.CheckConstraint(
                condition=models.Q(("price_ore", None), ("price_ore__gte", 0), _connector="OR"), name="no_price_below_nothing"
            ),
        ),
        AppendOnly("CentreDeal"),
    ]
