"""Holds, proposals to cull, the protocol of what was culled, and the door."""

import django.db.models.deletion
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0005_provider"),
        ("people", "0003_secrecy"),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=20)),
                ("case_number", models.CharField(max_length=40)),
                ("set_by", models.CharField(max_length=80)),
                ("set_at", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="legal_holds", to="people.person")),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="legal_holds", to="organisations.principal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LegalHoldLift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", handtag.db.fields.EncryptedTextField()),
                ("lifted_by", models.CharField(max_length=80)),
                ("lifted_at", models.DateTimeField()),
                ("hold", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="lift", to="retention.legalhold")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("as_of", models.DateField()),
                ("plan_digest", models.CharField(max_length=64)),
                ("plan_decision", models.CharField(max_length=200)),
                ("contents_hash", models.CharField(max_length=64)),
                ("counts", models.JSONField()),
                ("proposed_by", models.CharField(max_length=80)),
                ("proposed_at", models.DateTimeField()),
                ("approved_by", models.CharField(blank=True, default="", max_length=80)),
                ("approved_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "principal",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cullings", to="organisations.principal"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Door",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=60)),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("proposal", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="doors", to="retention.proposal")),
            ],
        ),
        migrations.CreateModel(
            name="Culled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("row_id", models.BigIntegerField()),
                ("on", models.DateField()),
                ("rows", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("culled_at", models.DateTimeField()),
                ("culled_by", models.CharField(max_length=80)),
                (
                    "proposal",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="culled", to="retention.proposal"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["dispute", "recall", "supervision", "request", "archive"])), name="hold_reason_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["principal", "proposed_at"], name="retention_p_princip_1092e1_idx"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("proposed_by")), _negated=True), name="two_persons_cull"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", ""), ("finished_at", None)),
                    models.Q(models.Q(("approved_by", ""), _negated=True), ("approved_at__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_culled_is_approved",
            ),
        ),
        migrations.AddIndex(
            model_name="door",
            index=models.Index(fields=["ledger", "first_id", "last_id"], name="retention_d_ledger_ebe336_idx"),
        ),
        migrations.AddIndex(
            model_name="culled",
            index=models.Index(fields=["kind", "row_id"], name="retention_c_kind_8bbfb3_idx"),
        ),
        migrations.AddConstraint(
            model_name="culled",
            constraint=models.UniqueConstraint(fields=("proposal", "kind", "row_id"), name="a_thing_is_culled_once"),
        ),
        migrations.AddConstraint(
            model_name="culled",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "patient_records",
                            "identities",
                            "log_extracts",
                            "access_log",
                            "saved_runs",
                            "imported_lists",
                            "command_receipts",
                            "messages",
                            "vouchers",
                            "device_ledger",
                            "audit_log",
                            "log_reviews",
                            "agreements",
                            "culling_protocols",
                        ],
                    )
                ),
                name="culled_kind_is_known",
            ),
        ),
        AppendOnly("LegalHold"),
        AppendOnly("LegalHoldLift"),
        AppendOnly("Culled"),
        Guard(
            "Proposal",
            name="what_was_proposed_stays",
            event="UPDATE",
            when=(
                "NEW.key <> OLD.key OR NEW.principal_id <> OLD.principal_id OR NEW.as_of <> OLD.as_of OR NEW.plan_digest <> OLD.plan_digest"
                " OR NEW.contents_hash <> OLD.contents_hash OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at"
                " OR (OLD.approved_by <> '' AND (NEW.approved_by <> OLD.approved_by OR NEW.approved_at <> OLD.approved_at"
                " OR NEW.expires_at <> OLD.expires_at)) OR OLD.finished_at IS NOT NULL"
            ),
            message="what was proposed, approved or finished is not changed",
        ),
        Guard(
            "Door",
            name="a_door_needs_an_approved_proposal",
            event="INSERT",
            when=(
                "NOT EXISTS (SELECT 1 FROM retention_proposal p WHERE p.id = NEW.proposal_id AND p.approved_by <> ''"
                " AND p.approved_by <> p.proposed_by AND p.finished_at IS NULL)"
            ),
            message="only an approved culling opens a door",
        ),
    ]
