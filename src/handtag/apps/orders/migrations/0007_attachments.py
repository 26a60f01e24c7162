import django.db.models.deletion
from django.db import migrations, models

from handtag.db.fields import EncryptedBinaryField
from handtag.db.second_wall import SecondWall

OF_A_PERSON_SHE_MAY_READ = (
    "EXISTS (SELECT FROM public.orders_order AS whose WHERE whose.id = order_id "
    "AND (whose.person_id IS NULL OR people_person_is_shown(whose.person_id)))"
)


class Migration(migrations.Migration):
    dependencies = [("orders", "0006_takeover_order")]

    operations = [
        migrations.CreateModel(
            name="Attachment",
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
                (
                    "order",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="orders.order"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", "")),
                            models.Q(("removed_at__isnull", False), models.Q(("removed_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="who_removed_an_attachment_is_known",
                    )
                ],
            },
        ),
        SecondWall("orders.Attachment", OF_A_PERSON_SHE_MAY_READ),
    ]
