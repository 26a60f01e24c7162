"""Which passwords were chosen by somebody else. Those there are count as chosen by their users: nobody knows which were not."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_provider")]

    operations = [migrations.AddField("user", "password_is_given", models.BooleanField(default=False))]
