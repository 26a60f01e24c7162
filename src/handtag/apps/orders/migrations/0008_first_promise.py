from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0007_attachments")]

    operations = [migrations.AddField(model_name="orderline", name="first_promised_on", field=models.DateField(null=True))]
