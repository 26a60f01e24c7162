"""The text that the database searched goes: the index in memory searches names, descriptions and numbers themselves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_catalogue_walls")]

    operations = [migrations.RemoveField(model_name="article", name="search_text")]
