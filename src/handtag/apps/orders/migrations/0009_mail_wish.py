from django.db import migrations, models

from handtag.db.fields import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [("orders", "0008_first_promise")]

    operations = [
        migrations.CreateModel(
            name="MailWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80, unique=True)),
                ("address", EncryptedTextField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
    ]
