"""What prescribers call an article, where agreements tell apart more than ISO codes do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_remove_article_search_text")]

    operations = [
        migrations.AddField(model_name="article", name="product_word", field=models.CharField(blank=True, max_length=60, null=True)),
    ]
