"""The names of replacement groups become groups of their own, one for each six ISO digits: a name that crossed them becomes several."""

from collections import defaultdict
from typing import Any

from django.db import migrations


def move_names(apps: Any, _editor: Any) -> None:
    article_model, group_model = apps.get_model("catalogue", "Article"), apps.get_model("catalogue", "EquivalenceGroup")
    member_model = apps.get_model("catalogue", "Equivalence")
    named: dict[tuple[int, str], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for article in article_model.objects.exclude(equivalence_group="").order_by("pk"):
        named[article.centre_id, article.equivalence_group][article.iso_code[:6]].append(article)
    for (centre_id, name), divisions in named.items():
        for division, articles in divisions.items():
            own_name = name if len(divisions) == 1 else f"{name} {division}"
            group = group_model.objects.create(centre_id=centre_id, name=own_name, division=division)
            member_model.objects.bulk_create([member_model(group=group, article=article) for article in articles])


def name_again(apps: Any, _editor: Any) -> None:
    """An article in several groups keeps the name of the first."""
    for member in apps.get_model("catalogue", "Equivalence").objects.select_related("group", "article").order_by("-pk"):
        member.article.equivalence_group = member.group.name[:40]
        member.article.save(update_fields=["equivalence_group"])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_articles_in_full")]

    operations = [migrations.RunPython(move_names, name_again)]
