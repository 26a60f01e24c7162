"""Messages are about a prescription too; mail comes at once, once a day or once a week."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0009_mail_wish"), ("prescriptions", "0004_follow_ups")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="order",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="orders.order"),
        ),
        migrations.AddField(
            model_name="message",
            name="prescription",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="prescriptions.prescription"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("order", None), ("prescription__isnull", False))
                | models.Q(("order__isnull", False), ("prescription", None)),
                name="a_message_is_about_one_thing",
            ),
        ),
        migrations.AddField(model_name="mailwish", name="often", field=models.CharField(default="at_once", max_length=10)),
        migrations.AddField(model_name="mailwish", name="mailed_at", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="mailwish",
            constraint=models.CheckConstraint(
                condition=models.Q(("often__in", ("at_once", "daily", "weekly"))), name="mail_comes_at_known_times"
            ),
        ),
    ]
