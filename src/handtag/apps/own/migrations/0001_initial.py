"""Who acts for persons, what they ask about their devices, and what is answered."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly
from handtag.db.second_wall import SecondWall, told

UNIT = told("unit", "bigint")
AT_ITS_CENTRE = f"centre_id = (SELECT place.centre_id FROM public.organisations_unit AS place WHERE place.id = {UNIT})"  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_takeover_lead"),
        ("orders", "0009_mail_wish"),
        ("people", "0008_data_subject_walls"),
        ("stock", "0009_taken_over"),
    ]

    operations = [
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("index", models.CharField(db_index=True, max_length=64)),
                ("name", handtag.db.fields.EncryptedTextField()),
                ("born_on", models.DateField()),
                (
                    "ground",
                    models.CharField(
                        choices=[("custodian", "custodian"), ("guardian", "guardian"), ("power_of_attorney", "power_of_attorney")],
                        max_length=20,
                    ),
                ),
                ("shown", handtag.db.fields.EncryptedTextField(blank=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="representations", to="people.person"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="representations", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("kind", models.CharField(choices=[("fault", "fault"), ("return", "return")], max_length=20)),
                ("is_unsafe", models.BooleanField(default=False)),
                ("words", handtag.db.fields.EncryptedTextField(blank=True)),
                ("phone", handtag.db.fields.EncryptedTextField(blank=True)),
                ("made_by", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="own_requests", to="organisations.devicecentre"
                    ),
                ),
                ("device", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="own_requests", to="stock.device")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="own_requests", to="people.person")),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="own_requests", to="organisations.unit"
                    ),
                ),
                (
                    "representation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="own.representation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepresentationEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_by", models.CharField(max_length=80)),
                ("ended_at", models.DateTimeField()),
                (
                    "representation",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="end", to="own.representation"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequestAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("bring", "bring"),
                            ("collect", "collect"),
                            ("exchange", "exchange"),
                            ("keep", "keep"),
                            ("visit", "visit"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField(null=True)),
                ("order_number", models.CharField(blank=True, max_length=20)),
                ("words", handtag.db.fields.EncryptedTextField(blank=True)),
                ("answered_by", models.CharField(max_length=80)),
                ("answered_at", models.DateTimeField()),
                ("request", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="own.ownrequest")),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="request_answers", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ("custodian", "guardian", "power_of_attorney"))), name="ground_to_act_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))), name="acting_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__isnull", False), ("ground", "power_of_attorney"), _connector="OR"),
                name="staff_have_seen_a_ground_of_law",
            ),
        ),
        migrations.AddIndex(
            model_name="ownrequest",
            index=models.Index(fields=["centre", "made_at"], name="own_ownrequ_centre__24cdd6_idx"),
        ),
        migrations.AddIndex(
            model_name="ownrequest",
            index=models.Index(fields=["unit", "made_at"], name="own_ownrequ_unit_id_ebf6cc_idx"),
        ),
        migrations.AddConstraint(
            model_name="ownrequest",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ("fault", "return"))), name="own_request_kind_is_known"),
        ),
        migrations.AddConstraint(
            model_name="requestanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["advice", "bring", "collect", "exchange", "keep", "visit", "withdrawn"])),
                name="request_outcome_is_known",
            ),
        ),
        AppendOnly("Representation"),
        AppendOnly("RepresentationEnd"),
        AppendOnly("OwnRequest"),
        AppendOnly("RequestAnswer"),
        SecondWall("own.Representation", "people_person_is_shown(person_id)"),
        SecondWall("own.RepresentationEnd", "own_representation_is_shown(representation_id)"),
        # Answered also by who has no ground to read about the person: it is the person's row that holds the name.
        SecondWall("own.OwnRequest", f"unit_id = {UNIT} OR ({told('opens_persons')} = 'yes' AND {AT_ITS_CENTRE})"),
        SecondWall("own.RequestAnswer", "own_ownrequest_is_shown(request_id)"),
    ]
