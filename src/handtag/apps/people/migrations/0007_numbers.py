"""A person can be given a new identity number, and a mistaken one can be withdrawn: a number is one person's while it is in force."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_identity")]

    operations = [
        migrations.AddField("personidentity", "given_by", models.CharField(max_length=80, blank=True, default=""), preserve_default=False),
        migrations.AddField("personidentity", "given_at", models.DateTimeField(null=True)),
        migrations.AddField("personidentity", "birth_date_before", models.DateField(null=True)),
        migrations.AddField(
            "personidentity", "withdrawn_by", models.CharField(max_length=80, blank=True, default=""), preserve_default=False
        ),
        migrations.AddField("personidentity", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AlterField("personidentity", "index", models.CharField(max_length=64)),
        migrations.AddConstraint(
            "personidentity",
            models.UniqueConstraint(fields=["index"], condition=models.Q(withdrawn_at=None), name="a_number_is_one_persons"),
        ),
        migrations.AddConstraint(
            "personidentity",
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(given_at__isnull=False), name="the_first_number_is_not_withdrawn"
            ),
        ),
    ]
