"""What was offered, trials, forms, exceptions, files, and what is remembered of a person; the state of steps."""

import django.db.models.deletion
from django.db import migrations, models

from handtag.db.append_only import AppendOnly
from handtag.db.culling_door import CullingDoor
from handtag.db.fields import EncryptedBinaryField, EncryptedTextField
from handtag.db.second_wall import ANY_ROLE, SecondWall

PERSON, PRESCRIPTION = "people_person_is_shown(person_id)", "prescriptions_prescription_is_shown(prescription_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_second_wall"),
        ("retention", "0002_doors"),
        ("catalogue", "0006_remove_article_search_text"),
        ("organisations", "0007_takeover_lead"),
        ("people", "0008_data_subject_walls"),
        ("prescriptions", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExceptionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(blank=True)),
                ("answered_by", models.CharField(max_length=80)),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExceptionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("refusal", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=30)),
                ("words", models.TextField(blank=True)),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="FormAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", EncryptedTextField(blank=True)),
                ("result", models.CharField(blank=True, max_length=40)),
                ("filled_by", models.CharField(max_length=80)),
                ("filled_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("first_used_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offered", models.TextField(blank=True)),
                ("chosen", models.CharField(blank=True, max_length=120)),
                ("is_followed", models.BooleanField()),
                ("reason", models.TextField(blank=True)),
                ("offered_on", models.DateField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrescriptionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("content", EncryptedBinaryField()),
                ("added_by", models.CharField(max_length=80)),
                ("added_at", models.DateTimeField()),
                ("removed_by", models.CharField(blank=True, max_length=80)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RememberedFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact", models.CharField(max_length=40)),
                ("value", models.CharField(blank=True, max_length=40)),
                ("said_on", models.DateField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField()),
                ("started_by", models.CharField(max_length=80)),
                ("started_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                ("ended_on", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="prescription",
            name="goal_code",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="step",
            name="state",
            field=models.CharField(default="done", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["done", "not_needed", "planned"])), name="step_state_is_known"
            ),
        ),
        migrations.AddField(
            model_name="exceptionanswer",
            name="decision",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="exception", to="prescriptions.prescriptiondecision"
            ),
        ),
        migrations.AddField(
            model_name="exceptionrequest",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="exception_requests", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="exceptionrequest",
            name="prescription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="exception_requests", to="prescriptions.prescription"
            ),
        ),
        migrations.AddField(
            model_name="exceptionrequest",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="exception_requests", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="exceptionanswer",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="prescriptions.exceptionrequest"
            ),
        ),
        migrations.AddField(
            model_name="formanswer",
            name="prescription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="form_answers", to="prescriptions.prescription"
            ),
        ),
        migrations.AddConstraint(
            model_name="formversion",
            constraint=models.UniqueConstraint(fields=("form", "version"), name="a_form_has_each_version_once"),
        ),
        migrations.AddField(
            model_name="formanswer",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="prescriptions.formversion"),
        ),
        migrations.AddField(
            model_name="offering",
            name="prescription",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="prescriptions.prescription"),
        ),
        migrations.AddField(
            model_name="prescriptionfile",
            name="prescription",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="prescriptions.prescription"),
        ),
        migrations.AddField(
            model_name="rememberedfact",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remembered_facts", to="people.person"),
        ),
        migrations.AddField(
            model_name="rememberedfact",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remembered_facts", to="organisations.unit"),
        ),
        migrations.AddField(
            model_name="trial",
            name="prescription",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="trials", to="prescriptions.prescription"),
        ),
        migrations.AddConstraint(
            model_name="exceptionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ("agreement_silent", "special_need", "continues_elsewhere", "principals_agreed"))),
                name="exception_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="prescriptionfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at", None), ("removed_by", "")),
                    models.Q(("removed_at__isnull", False), models.Q(("removed_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="who_removed_a_file_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="rememberedfact",
            index=models.Index(fields=["person", "fact"], name="prescriptio_person__ef7a98_idx"),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("prescription",), name="one_trial_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by", ""), ("ended_on", None), ("outcome", "")),
                    models.Q(("ended_on__isnull", False), ("outcome__in", ("kept", "returned")), models.Q(("ended_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_trial_has_an_outcome_when_it_is_over",
            ),
        ),
        AppendOnly("RememberedFact"),
        AppendOnly("Offering"),
        AppendOnly("ExceptionRequest"),
        AppendOnly("ExceptionAnswer"),
        AppendOnly("FormVersion"),
        AppendOnly("FormAnswer"),
        AppendOnly("Step"),
        CullingDoor("prescriptions.Step", empties=("note",)),
        CullingDoor("prescriptions.RememberedFact", empties=("value",)),
        CullingDoor("prescriptions.Offering", empties=("offered", "chosen", "reason")),
        CullingDoor("prescriptions.ExceptionRequest", empties=("words",)),
        CullingDoor("prescriptions.ExceptionAnswer", empties=("words",)),
        CullingDoor("prescriptions.FormAnswer", empties=("answers", "result")),
        SecondWall("prescriptions.RememberedFact", PERSON),
        SecondWall("prescriptions.Offering", PRESCRIPTION),
        SecondWall("prescriptions.Trial", PRESCRIPTION),
        SecondWall("prescriptions.FormAnswer", PRESCRIPTION),
        SecondWall("prescriptions.PrescriptionFile", PRESCRIPTION),
        # Asked of the manager and counted by who looks after the agreement: codes, and words that name nobody.
        SecondWall("prescriptions.ExceptionRequest", ANY_ROLE),
        SecondWall("prescriptions.ExceptionAnswer", "prescriptions_exceptionrequest_is_shown(request_id)"),
    ]
